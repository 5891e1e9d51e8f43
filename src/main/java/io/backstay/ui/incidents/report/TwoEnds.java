package io.backstay.ui.incidents.report;

import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// What stands at both ends of a line, or one under the other where the line is too short for that; what is longer
/// than a line breaks. So nothing of it leaves the window, however large the text is.
class TwoEnds extends Pane {
    private static final double GAP = 8;

    private final Region start;
    private final FlowPane end;

    /// @param start breaks by itself
    TwoEnds(Region start, FlowPane end) {
        this.start = start;
        this.end = end;
        getChildren().addAll(start, end);
    }

    /// How wide it would be without breaking.
    final double whole() {
        return sides() + line(start) + GAP + line(end);
    }

    private boolean beside(double width) {
        return line(start) + GAP + line(end) <= width;
    }

    /// A flow pane prefers the length at which it is told to break, not that of what is in it.
    private double line(Region part) {
        if (!(part instanceof FlowPane flow)) {
            return part.prefWidth(-1);
        }
        double width = flow.getInsets().getLeft() + flow.getInsets().getRight();
        int shown = 0;
        for (Node each : flow.getChildren()) {
            if (each.isManaged()) {
                width += snapSizeX(each.prefWidth(-1));
                shown++;
            }
        }
        return Math.ceil(width + Math.max(0, shown - 1) * flow.getHgap());
    }

    private double sides() {
        return getInsets().getLeft() + getInsets().getRight();
    }

    @Override
    public final Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected final double computePrefWidth(double height) {
        return whole();
    }

    @Override
    protected final double computeMinWidth(double height) {
        return sides() + Math.max(start.minWidth(-1), end.minWidth(-1));
    }

    @Override
    protected final double computePrefHeight(double width) {
        Insets edge = getInsets();
        double inside = (width < 0 ? whole() : width) - sides();
        double height = beside(inside)
                ? Math.max(start.prefHeight(line(start)), end.prefHeight(line(end)))
                : start.prefHeight(inside) + GAP + end.prefHeight(inside);
        return edge.getTop() + height + edge.getBottom();
    }

    @Override
    protected final double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected final void layoutChildren() {
        Insets edge = getInsets();
        double inside = getWidth() - sides();
        double high = getHeight() - edge.getTop() - edge.getBottom();
        if (beside(inside)) {
            double right = line(end);
            place(start, edge.getLeft(), edge.getTop(), inside - right - GAP, high);
            place(end, edge.getLeft() + inside - right, edge.getTop(), right, high);
        } else {
            double first = start.prefHeight(inside);
            place(start, edge.getLeft(), edge.getTop(), inside, first);
            place(end, edge.getLeft(), edge.getTop() + first + GAP, inside, Math.max(0, high - first - GAP));
        }
    }

    private void place(Node node, double x, double y, double width, double height) {
        layoutInArea(node, x, y, width, height, 0, HPos.LEFT, VPos.CENTER);
    }
}
