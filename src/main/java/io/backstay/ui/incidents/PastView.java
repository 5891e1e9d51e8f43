package io.backstay.ui.incidents;

import io.backstay.incident.past.PastPicture;
import io.backstay.incident.past.Statistics;
import io.backstay.policy.draw.Pen;
import io.backstay.ui.kit.draw.Drawing;
import io.backstay.ui.kit.draw.Ink;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The numbers of all cases as a chart; the tables beside it say the same in words.
final class PastView extends Drawing {
    private static final double HEIGHT = 420;
    private static final double SIZE = 11;
    private static final double HATCH = 8;
    private static final PastPicture.Palette INKS =
            new PastPicture.Palette("TEXT", "MUTED", "LINE", "DANGER", "POINT", "PAGE");

    private @Nullable Statistics past;

    PastView(PastModel model) {
        setId("past-chart");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setFocusTraversable(true);
        getStyleClass().add("bs-timeline");
        model.shownProperty().subscribe(shown -> {
            past = shown;
            setAccessibleText(
                    shown == null
                            ? ""
                            : String.join(" ", shown.sentences()) + " Shown as a table it says each case in words.");
            repaint();
        });
    }

    @Override
    protected void paint(GraphicsContext g, double width, double height) {
        Statistics shown = past;
        if (shown != null) {
            g.setTextBaseline(VPos.BASELINE);
            PastPicture.draw(shown, new PastPicture.Size(width, height), INKS, new Brush(g));
        }
    }

    /// Draws on the canvas; a colour is the name of an ink.
    private final class Brush implements Pen {
        private final GraphicsContext g;

        Brush(GraphicsContext g) {
            this.g = g;
        }

        @Override
        public void fill(Box box, String colour) {
            g.setFill(ink(Ink.valueOf(colour)));
            g.fillRect(box.x(), box.y(), box.width(), box.height());
        }

        @Override
        public void hatch(Box box) {
            g.setStroke(ink(Ink.DANGER));
            Drawing.hatch(g, box.x(), box.y(), box.width(), box.height(), HATCH);
        }

        @Override
        public void line(List<Spot> corners, Stroke stroke) {
            g.setStroke(ink(Ink.valueOf(stroke.colour())));
            g.setLineWidth(stroke.width());
            g.setLineDashes(stroke.dashed() ? new double[] {7, 5} : new double[0]);
            g.strokePolyline(
                    corners.stream().mapToDouble(Spot::x).toArray(),
                    corners.stream().mapToDouble(Spot::y).toArray(),
                    corners.size());
        }

        @Override
        public void text(Spot at, String words, Anchor anchor, String colour, boolean strong) {
            g.setFont(font(strong ? Weight.SEMI_BOLD : Weight.REGULAR, SIZE));
            g.setTextAlign(
                    switch (anchor) {
                        case START -> TextAlignment.LEFT;
                        case MIDDLE -> TextAlignment.CENTER;
                        case END -> TextAlignment.RIGHT;
                    });
            g.setFill(ink(Ink.valueOf(colour)));
            g.fillText(words, at.x(), at.y());
        }
    }
}
