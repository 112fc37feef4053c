"""Taking a picture along: onto the clipboard, or into a file of lines (SVG) or of pixels (PNG)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from desktop.charts.canvas import Canvas
from desktop.look.sizes import scale
from workbook.outfile import flush, staged_file

DENSITY = 2
"""Pixels of an image for each pixel of the screen's grid."""
NOUN = "picture"


def svg_of(canvas: Canvas) -> bytes:
    """Return a picture as SVG, as large as on the screen, its labels as text."""
    holder = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(holder)
    generator.setSize(canvas.size())
    generator.setViewBox(canvas.rect())
    generator.setTitle(canvas.title)
    generator.setDescription("\n".join([canvas.subtitle, canvas.in_words()]))
    with QPainter(generator) as painter:
        _paint(canvas, painter)
    return bytes(holder.data().data())


def image_of(canvas: Canvas) -> QImage:
    """Return a picture as an image of twice the density of the screen's grid."""
    image = QImage(canvas.size() * DENSITY, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSITY)
    with QPainter(image) as painter:
        _paint(canvas, painter)
    return image


def copied_picture(canvas: Canvas) -> QMimeData:
    """Return a picture for the clipboard: as an image, as SVG, and its figures as lines of text."""
    made = QMimeData()
    made.setImageData(image_of(canvas))
    made.setData("image/svg+xml", QByteArray(svg_of(canvas)))
    made.setText("\n".join([canvas.title, canvas.subtitle, canvas.in_words()]))
    return made


def save_picture(canvas: Canvas, path: Path) -> None:
    """Write a picture to a file that ends in .svg or .png.

    Raises
    ------
    PlannerError
        When it has another ending, or cannot be written.
    """
    with staged_file(path, (".svg", ".png"), NOUN) as place:
        if path.suffix.lower() == ".svg":
            place.write_bytes(svg_of(canvas))
        else:
            place.write_bytes(_png(image_of(canvas)))
        flush(place)


def _png(image: QImage) -> bytes:
    holder = QBuffer()
    holder.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(holder, "PNG")
    return bytes(holder.data().data())


def _paint(canvas: Canvas, painter: QPainter) -> None:
    """Paint ground, figures and what the selection lights; neither pointer nor keyboard."""
    kept = canvas.pointed, canvas.current
    canvas.pointed = canvas.current = None
    size: QSize = canvas.size()
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), canvas.theme.colour("ground"))
    painter.scale(scale(), scale())
    canvas.paint_figures(painter)
    canvas.draw_over(painter)
    canvas.pointed, canvas.current = kept
