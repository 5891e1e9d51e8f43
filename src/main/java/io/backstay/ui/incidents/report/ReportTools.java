package io.backstay.ui.incidents.report;

import io.backstay.codec.Words;
import io.backstay.incident.report.Variant;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.prose.ProseArea;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import org.jspecify.annotations.Nullable;

/// For whom the report is, what can be done with its words, and the way out of it.
final class ReportTools extends TwoEnds {
    private final ReportModel model;
    private final Supplier<@Nullable ProseArea> focused;
    private final Label facts = Texts.secondary("");
    private final Tooltip locked = new Tooltip();
    private final Button pdf;
    private final Button elsewhere;
    private final Tooltip why = new Tooltip();
    private @Nullable ProseArea last;

    /// @param focused the section that is written in, null when none is
    ReportTools(ReportModel model, Supplier<@Nullable ProseArea> focused) {
        this(model, focused, row(Pos.CENTER_LEFT), row(Pos.CENTER_RIGHT));
    }

    private ReportTools(ReportModel model, Supplier<@Nullable ProseArea> focused, FlowPane start, FlowPane end) {
        super(start, end);
        this.model = model;
        this.focused = focused;
        getStyleClass().add("rp-tools");
        facts.setId("locked-facts");
        facts.setGraphic(Icons.of("fth-lock"));
        facts.setMinWidth(Region.USE_PREF_SIZE);
        facts.setTooltip(locked);
        widthProperty().subscribe(this::fit);
        facts.fontProperty().subscribe(this::fit);
        pdf = Buttons.small("PDF", "fth-download", () -> model.write(null));
        pdf.setId("report-pdf");
        elsewhere = Buttons.icon("fth-folder", "Write into another folder", this::elsewhere);
        elsewhere.getStyleClass().add("rp-tool");
        pdf();
        var line = new Region();
        line.getStyleClass().add("bs-divider");
        var tools = new HBox(
                line,
                tool("fth-bold", "Bold, Ctrl B", ProseArea::bold),
                tool("fth-italic", "Italic, Ctrl I", ProseArea::italic),
                tool("fth-list", "List, Ctrl Shift 8", ProseArea::list),
                tool("fth-link", "Link, Ctrl Shift K", ProseArea::link),
                tool("fth-plus-square", "Insert a fact, Ctrl Space", ProseArea::offerFacts),
                preview());
        tools.getStyleClass().add("rp-tool-group");
        tools.setAlignment(Pos.CENTER_LEFT);
        start.getChildren().addAll(variants(), tools);
        end.getChildren().addAll(facts, elsewhere, pdf);
    }

    private static FlowPane row(Pos alignment) {
        var row = new FlowPane();
        row.getStyleClass().add("rp-tool-row");
        row.setAlignment(alignment);
        return row;
    }

    private ToggleButton preview() {
        var toggle = new ToggleButton(null, Icons.of("fth-book-open"));
        toggle.setId("report-preview");
        toggle.getStyleClass().addAll("rp-tool", "rp-toggle");
        toggle.setAccessibleText("Preview");
        toggle.setTooltip(new Tooltip("How it will look, Ctrl Shift P"));
        toggle.selectedProperty().bindBidirectional(model.preview().onProperty());
        return toggle;
    }

    /// Shows the report as the next reader gets it.
    ///
    /// @param step 1 for the next, -1 for the one before
    void variant(int step) {
        List<Variant> all = List.of(Variant.values());
        int at = all.indexOf(model.variantProperty().get());
        model.show(all.get(Math.floorMod(at + step, all.size())));
    }

    private HBox variants() {
        List<ToggleButton> toggles = new ArrayList<>();
        for (Variant each : Variant.values()) {
            var toggle = new ToggleButton(each.title());
            toggle.setTooltip(new Tooltip("Ctrl Page Up, Ctrl Page Down"));
            toggle.setId("variant-" + Words.of(each));
            toggle.selectedProperty().addListener((_, _, selected) -> {
                if (selected) {
                    model.show(each);
                }
            });
            model.variantProperty().subscribe(now -> toggle.setSelected(now == each));
            toggles.add(toggle);
        }
        HBox segments = Buttons.segments(toggles);
        segments.getStyleClass().add("bs-small");
        segments.setMinWidth(Region.USE_PREF_SIZE);
        segments.setMaxHeight(Region.USE_PREF_SIZE);
        return segments;
    }

    private Button tool(String icon, String does, Consumer<ProseArea> act) {
        Button button = Buttons.icon(icon, does, () -> {
            ProseArea now = focused.get();
            ProseArea area = now == null ? last : now;
            if (area != null) {
                act.accept(area);
            }
        });
        button.setFocusTraversable(false);
        button.getStyleClass().add("rp-tool");
        return button;
    }

    private void pdf() {
        Tooltip.install(pdf, why);
        model.claims().flagged().addListener((ListChangeListener<Object>) _ -> block());
        model.claims().uncheckedProperty().subscribe(_ -> block());
        model.draftProperty().subscribe(_ -> block());
    }

    private void elsewhere() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("Where to write PDF, HTML and Markdown");
        File folder = chooser.showDialog(getScene().getWindow());
        if (folder != null) {
            model.write(folder.toPath());
        }
    }

    private void block() {
        String reason = model.claims().blocked() != null ? model.claims().blocked() : model.refusal();
        boolean off = reason != null || model.draftProperty().get() == null;
        pdf.setDisable(off);
        elsewhere.setDisable(off);
        why.setText(reason == null ? "PDF, HTML and Markdown, Ctrl E" : reason);
    }

    /// Writes the files, where nothing stands in the way.
    void write() {
        if (!pdf.isDisabled()) {
            model.write(null);
        }
    }

    /// The section that was written in last takes what the buttons do; null when there is none.
    void writingIn(@Nullable ProseArea area) {
        last = area;
    }

    void facts(int count) {
        locked.setText(count == 1 ? "1 locked fact" : count + " locked facts");
        fit();
    }

    /// The number alone where the words would be cut off.
    private void fit() {
        String words = locked.getText();
        facts.setAccessibleText(words);
        facts.setText(words);
        if (getWidth() > 0 && whole() > getWidth()) {
            facts.setText(words.substring(0, Math.max(0, words.indexOf(' '))));
        }
    }
}
