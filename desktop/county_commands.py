"""The map of the region: boundaries kept for all plans, figures by county from the files on the desk."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from data.language import say
from desktop.background import Background
from desktop.kept_boundaries import KeptBoundaries, with_words
from desktop.messages import Message
from workbook.desk import POSTINGS, UNEMPLOYED, SourceFile
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.intake.boundaries.shapes import CountyShapes
    from data.intake.loaded import Loaded
    from desktop.dialogs.counties import CountiesDialog
    from desktop.window import MainWindow
    from workbook.model.pictures.counties import Figures
    from workbook.model.results import Results


class CountyCommands(QObject):
    """Keeps boundaries, and keeps the map on the Sources page at the files and the region in force."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._background = Background(self)
        self._shapes: CountyShapes | None = None
        self._drawn: tuple[Any, ...] = ()
        self.kept = KeptBoundaries(window.preferences, window.folder)
        self.dialog: CountiesDialog | None = None
        window.session.boundaries = self.kept.shapes

    def connect_page(self) -> None:
        """Listen to the page, once it is there, and read the shapes that are kept."""
        window, page = self._window, self._window.sources
        window.pictures.serve(page.canvas)
        page.canvas.table_wanted.connect(self.show_table)
        page.picture.folded.connect(window.views.toggle_picture)
        page.measure_chosen.connect(lambda _: self.show())
        window.session.files_read.connect(self.show)
        window.session.results_changed.connect(lambda _: self.show())
        window.session.plan_changed.connect(lambda _: self.show())
        self._read()

    def close(self) -> None:
        """End what runs, with the window."""
        self._background.close()

    # The boundaries ----------------------------------------------------------------------------------

    def keep(self, file: SourceFile, loaded: Loaded) -> None:
        """Keep boundaries that were loaded, in place of those before."""
        file = with_words(file, loaded)
        try:
            self.kept.keep(file, loaded)
        except OSError as error:
            trouble = error.strerror or say("The disk answered with an error")
            what = say("The boundaries could not be kept in {folder}", folder=self._window.folder)
            said = PlannerError(what, trouble, say("Make room or allow writing there"))
            self._window.trouble(said, again=None)
            return
        self._window.session.keep(file, loaded)
        self._window.session.place_by(self.kept.shapes)
        self._read()

    def forget(self) -> None:
        """Keep no boundaries any more; postings are not placed by them from now on."""
        name = self.kept.file.name if self.kept.file else ""
        self.kept.forget()
        self._window.session.place_by("")
        self._shapes = None
        self.show()
        said = say("{name} is no longer kept on this computer.", name=name)
        self._window.banner.say(Message(said, "notice"))

    def _read(self) -> None:
        """Read the shapes that are kept, beside the window."""
        self._shapes = None
        path = self.kept.shapes
        if path:
            self._background.run(partial(_read_shapes, path), self._arrived, self._unreadable)
        self.show()

    def _arrived(self, shapes: CountyShapes) -> None:
        self._shapes = shapes
        self.show()

    def _unreadable(self, error: BaseException) -> None:
        self._window.trouble(error, again=None)

    # The map -----------------------------------------------------------------------------------------

    def show(self) -> None:
        """Bring card and map up to date."""
        window = self._window
        if not window.pages_open:
            return
        file = self.kept.file
        window.sources.show_boundaries(file, self.kept.counts, file and window.session.loaded(file))
        self._show_map()

    def _show_map(self) -> None:
        from workbook.model.pictures.counties import county_map, measures_by_county
        from workbook.model.pictures.projection import outlines

        window, session = self._window, self._window.session
        files = [
            found
            for kind in (UNEMPLOYED, POSTINGS)
            for file in session.desk.of(kind)
            if (found := session.loaded(file)) is not None
        ]
        shapes, plan, pack = self._shapes, session.plan, session.pack
        if shapes is None or plan is None or pack is None:
            self._drawn = ()
            window.sources.show_map(None, {}, ())
            return
        drawn = frozenset(shapes.counties)
        distinct = _distinct(session.results, [one for one in files if one.kind == POSTINGS])
        maps = {
            one: county_map(pack, plan.areas, files, one, drawn, distinct)
            for one in measures_by_county(files)
        }
        offered = tuple(one for one, picture in maps.items() if picture is not None)
        chosen = window.sources.measure if window.sources.measure in offered else "".join(offered[:1])
        picture = maps.get(chosen)
        wanted = (shapes, plan.areas, chosen, tuple(id(one) for one in files), offered, distinct)
        if wanted != self._drawn:
            self._drawn = wanted
            window.sources.show_map(picture, {} if picture is None else outlines(shapes, picture), offered)
            if self.dialog is not None and picture is not None:
                self.dialog.show_map(picture)

    def show_table(self) -> None:
        """Show the figures of the map as a table."""
        canvas = self._window.sources.canvas
        if canvas.picture is None:
            return
        if self.dialog is None:
            from desktop.dialogs.counties import CountiesDialog

            self.dialog = CountiesDialog(self._window.theme, self._window)
        at = canvas.current.key if canvas.current is not None else canvas.selected
        self.dialog.show()
        self.dialog.show_map(canvas.picture, at)
        self.dialog.raise_()


def _distinct(results: Results | None, files: list[Loaded]) -> Figures | None:
    """Return what files of postings tell by county together, once the model has counted these very files."""
    from data.intake.postings import PostingsTable

    counted = () if results is None else results.prepared.files
    wanted = " ".join(one.sha256 for one in files)
    tables = [one for one in counted if isinstance(one, PostingsTable) and one.sha256 == wanted]
    return tables[0].by_county if tables else None


def _read_shapes(path: str) -> CountyShapes:
    from data.intake.boundaries.shapes import read_shapes

    return read_shapes(Path(path), "")
