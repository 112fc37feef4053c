"""Shapes that tell what a colour tells too: for who sees colours otherwise, and for print in grey."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

EDGE, RIM = 1.5, 2.5
_AS_LARGE = {"Mid-wage Origin": 0.886, "Historical Adjacency": 1.253}
"""Half of the side of a square, and half of the diagonal of a diamond, as large as a circle of radius 1."""


def class_shape(class_name: str, circle: QRectF) -> QPainterPath:
    """Return the shape of a class, as large as a circle: square and diamond for M and H, else the circle."""
    path, half = QPainterPath(), circle.width() / 2 * _AS_LARGE.get(class_name, 1.0)
    middle = circle.center()
    if class_name == "Mid-wage Origin":
        path.addRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))
    elif class_name == "Historical Adjacency":
        path.moveTo(middle + QPointF(0, -half))
        for corner in (QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)):
            path.lineTo(middle + corner)
        path.closeSubpath()
    else:
        path.addEllipse(circle)
    return path


def dot(
    painter: QPainter, at: QPointF, radius: float, colour: QColor, ground: QColor, *, ring: bool = False
) -> None:
    """Paint the end of a dumbbell: a dot, or a ring for what one comes from."""
    painter.setPen(QPen(ground, EDGE))
    painter.setBrush(colour)
    painter.drawEllipse(at, radius, radius)
    if ring:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(at, radius - RIM, radius - RIM)
