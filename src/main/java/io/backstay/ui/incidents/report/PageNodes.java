package io.backstay.ui.incidents.report;

import io.backstay.incident.print.Page;
import io.backstay.ui.kit.Texts;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.scene.transform.Shear;

/// Shows the parts of a report. What is longer than anybody writes is cut, and says so: the files have all of it.
final class PageNodes {
    /// So many blocks of a part are shown.
    static final int BLOCKS_MAX = 200;

    /// So many rows of a table.
    static final int ROWS_MAX = 40;

    /// So many columns of one.
    static final int COLUMNS_MAX = 20;

    /// So many pieces of text of a part are laid out one by one; after them, text stands as plain as it is.
    static final int PIECES_MAX = 2_000;

    /// So many characters of a block.
    static final int CHARS_MAX = 5_000;

    /// A longer fact flows with the text, and has no box.
    private static final int CHIP_MAX = 60;

    /// So many facts of a block get a box.
    private static final int CHIPS_MAX = 60;

    private static final int DEEPEST = 6;
    private static final Pattern WORD_ENDS = Pattern.compile("(?<= )(?=[^ ])");
    private static final double SLANT = -0.2;
    private static final double WHOLE = 100;
    private static final Page.Run PLAIN = new Page.Run("", Set.of(), 0);

    private final Map<String, byte[]> pictures;
    /// Of the part that is made.
    private int pieces = PIECES_MAX;

    /// @param pictures as PNG, by their files
    PageNodes(Map<String, byte[]> pictures) {
        this.pictures = pictures;
    }

    Node part(Page.Part part) {
        var box = new VBox();
        box.getStyleClass().add("pv-part");
        List<Page.Block> blocks = part.blocks();
        pieces = PIECES_MAX;
        blocks.stream().limit(BLOCKS_MAX).forEach(block -> box.getChildren().add(block(block)));
        if (blocks.size() > BLOCKS_MAX) {
            box.getChildren().add(cut(blocks.size() - BLOCKS_MAX + " more paragraphs"));
        }
        return box;
    }

    private static Label cut(String what) {
        Label label = Texts.wrapped(Texts.caption("and " + what + ", which the files have"));
        label.getStyleClass().add("pv-cut");
        return label;
    }

    private Node block(Page.Block block) {
        return switch (block) {
            case Page.Heading heading -> flow(heading.runs(), "pv-h" + Math.clamp(heading.level(), 1, 3));
            case Page.Words words -> words(words);
            case Page.Code code -> flow(code.runs(), "pv-code");
            case Page.Rule _ -> rule();
            case Page.Rows rows -> rows(rows);
            case Page.Shown shown -> picture(shown);
        };
    }

    private static Node rule() {
        var line = new Region();
        line.getStyleClass().add("pv-rule");
        return line;
    }

    private Node words(Page.Words words) {
        Node flow = flow(words.runs(), words.quoted() ? "pv-quotation" : "pv-words");
        if (words.depth() == 0) {
            return flow;
        }
        Label marker = new Label(words.marker());
        marker.getStyleClass().add("pv-marker");
        HBox.setHgrow(flow, Priority.ALWAYS);
        var line = new HBox(marker, flow);
        line.getStyleClass().add("pv-depth-" + Math.min(words.depth(), DEEPEST));
        return line;
    }

    /// @param style of the block
    private Region flow(List<Page.Run> runs, String style) {
        var flow = new TextFlow();
        flow.getStyleClass().add(style);
        // A flow has no width of its own that would have to be kept.
        flow.setMinWidth(0);
        var spoken = new StringBuilder();
        int left = CHARS_MAX;
        int chips = 0;
        var plain = new StringBuilder();
        for (Page.Run run : runs) {
            String text = clip(run.text(), left);
            if (text.isEmpty()) {
                break;
            }
            left -= text.length();
            spoken.append(text);
            if (pieces <= 0) {
                plain.append(text);
                continue;
            }
            pieces--;
            boolean chip = run.fact() > 0 && text.length() <= CHIP_MAX && ++chips <= CHIPS_MAX;
            if (chip) {
                flow.getChildren().add(chip(text));
            } else if (run.styles().contains(Page.Style.ITALIC)) {
                slanted(text, run, flow);
            } else {
                flow.getChildren().add(text(text, run));
            }
            if (run.fact() > 0) {
                flow.getChildren().add(number(run.fact()));
            }
        }
        if (!plain.isEmpty()) {
            flow.getChildren().add(text(plain.toString(), PLAIN));
        }
        if (runs.stream().mapToInt(run -> run.text().length()).sum() > spoken.length()) {
            flow.getChildren().add(text(" … the files have the rest", PLAIN));
        }
        flow.setAccessibleRole(AccessibleRole.TEXT);
        flow.setAccessibleText(spoken.toString());
        return flow;
    }

    private static String clip(String text, int most) {
        int end = Math.min(most, text.length());
        boolean torn = end < text.length() && Character.isLowSurrogate(text.charAt(end));
        return text.substring(0, torn ? end - 1 : end);
    }

    private static Label chip(String words) {
        var chip = new Label(words);
        chip.getStyleClass().add("pv-fact");
        return chip;
    }

    private static Text text(String words, Page.Run run) {
        var text = new Text(words);
        text.getStyleClass().add("pv-text");
        for (Page.Style style : run.styles()) {
            text.getStyleClass()
                    .add(
                            switch (style) {
                                case BOLD -> "pv-bold";
                                case ITALIC -> "pv-slanted";
                                case CODE -> "pv-mono";
                                case LINK -> "pv-link";
                            });
        }
        if (run.fact() > 0) {
            text.getStyleClass().add("pv-long-fact");
        }
        return text;
    }

    /// Our typeface has no italic, so each word is slanted by itself: a line that was slanted as a whole would not
    /// break.
    private void slanted(String words, Page.Run run, TextFlow flow) {
        List<String> each = WORD_ENDS.splitAsStream(words).toList();
        pieces -= each.size();
        if (pieces < 0) {
            flow.getChildren().add(text(words, PLAIN));
            return;
        }
        for (String word : each) {
            Text text = text(word, run);
            var slant = new Shear(SLANT, 0);
            slant.pivotYProperty().bind(text.baselineOffsetProperty());
            text.getTransforms().add(slant);
            flow.getChildren().add(text);
        }
    }

    /// Where the fact stands in the list of sources.
    private static Text number(int fact) {
        var number = new Text(String.valueOf(fact));
        number.getStyleClass().add("pv-number");
        return number;
    }

    private Node rows(Page.Rows table) {
        var grid = new GridPane();
        grid.getStyleClass().add("pv-rows");
        int all = table.rows().isEmpty() ? 0 : table.rows().getFirst().size();
        int columns = Math.min(COLUMNS_MAX, all);
        for (int i = 0; i < columns; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(WHOLE / columns);
            column.setHalignment(HPos.LEFT);
            grid.getColumnConstraints().add(column);
        }
        int shown = 0;
        while (shown < Math.min(ROWS_MAX, table.rows().size()) && pieces > 0) {
            List<List<Page.Run>> row = table.rows().get(shown);
            for (int x = 0; x < Math.min(columns, row.size()); x++) {
                Node cell = flow(row.get(x), shown == 0 ? "pv-head" : "pv-cell");
                GridPane.setValignment(cell, VPos.TOP);
                grid.add(cell, x, shown);
            }
            shown++;
        }
        var box = new VBox(grid);
        if (shown < table.rows().size()) {
            box.getChildren().add(cut(table.rows().size() - shown + " more rows"));
        }
        if (columns < all) {
            box.getChildren().add(cut(all - columns + " more columns"));
        }
        return box.getChildren().size() == 1 ? grid : box;
    }

    private Node picture(Page.Shown shown) {
        byte[] png = pictures.get(shown.file());
        Label caption = Texts.wrapped(Texts.caption(shown.words() + "."));
        if (png == null) {
            return caption;
        }
        var image = new ImageView(new Image(new ByteArrayInputStream(png)));
        image.setPreserveRatio(true);
        image.setAccessibleText(shown.words());
        var box = new VBox(image, caption) {
            @Override
            protected void layoutChildren() {
                image.setFitWidth(getWidth());
                super.layoutChildren();
            }

            @Override
            protected double computePrefHeight(double width) {
                image.setFitWidth(width < 0 ? image.getFitWidth() : width);
                return super.computePrefHeight(width);
            }
        };
        box.setMinWidth(0);
        box.getStyleClass().add("pv-picture");
        return box;
    }
}
