"""Areas that a text means but no gazetteer has: "northern Syria", "50 km east of Gao", "the Syrian-Turkish border"."""

from geo.areas.drawing import AreaDrawing

__all__ = ["AreaDrawing"]
