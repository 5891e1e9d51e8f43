package io.backstay.ui.kit.table;

import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/// Lays a table out with what is known of its chosen row: beside it, or below it where the window is narrow.
public final class ChosenBeside {
    private static final double NARROW = 900;
    private static final double TITLE_PX = 20;

    private final Parts parts;
    private final double below;
    private final Set<Integer> kept;
    private boolean ready;

    /// @param below the part of a narrow window's height that the chosen row takes
    /// @param kept  the places of the columns that a narrow window keeps, from 0
    public ChosenBeside(Parts parts, double below, Set<Integer> kept) {
        this.parts = parts;
        this.below = below;
        this.kept = Set.copyOf(kept);
        parts.root().widthProperty().addListener(_ -> place());
        parts.title().fontProperty().addListener(_ -> place());
    }

    /// What is laid out.
    ///
    /// @param root   as wide as the screen
    /// @param split  has the page with the table in its centre
    /// @param card   around the table
    /// @param chosen what is known of the chosen row
    /// @param title  says by its font how large text is
    public record Parts(Region root, BorderPane split, Region card, TableView<?> table, Region chosen, Label title) {}

    /// Lays out again.
    ///
    /// @param isReady whether there is a chosen row to show
    public void place(boolean isReady) {
        ready = isReady;
        place();
    }

    private void place() {
        double scale = parts.title().getFont().getSize() / TITLE_PX;
        double width = parts.root().getWidth();
        boolean narrow = width > 0 && width < NARROW * scale;
        Tables.fit(parts.table(), scale, narrow ? kept : Set.of());
        parts.card().setMinHeight(narrow ? Tables.someRows(scale) : 0);
        parts.split().setRight(ready && !narrow ? parts.chosen() : null);
        parts.split().setBottom(ready && narrow ? parts.chosen() : null);
        parts.chosen().setPrefHeight(narrow ? parts.root().getHeight() * below : Region.USE_COMPUTED_SIZE);
    }
}
