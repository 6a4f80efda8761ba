"""The worked 2019 example: `build` writes its six workbooks, `cells` says where the key figures stand."""

from .variants import VARIANTS, build, cells

__all__ = ["VARIANTS", "build", "cells"]
