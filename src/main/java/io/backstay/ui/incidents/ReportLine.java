package io.backstay.ui.incidents;

import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Texts;
import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// Where the report of a case lies.
final class ReportLine {
    private ReportLine() {}

    /// @param folder null while there is none
    static Node of(@Nullable Path folder) {
        var bar = new HBox();
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("bs-action-bar");
        if (folder == null) {
            Label none = Texts.secondary("No report yet; it is written when the restore has been verified.");
            none.setGraphic(Icons.of("fth-file-text"));
            bar.getChildren().add(none);
            return bar;
        }
        Label words = Texts.name("Report");
        words.setGraphic(Icons.of("fth-file-text"));
        words.setMinWidth(Label.USE_PREF_SIZE);
        Label path = Texts.mono(folder.toString());
        path.setId("report-folder");
        path.setMinWidth(0);
        Label forms = Texts.secondary("PDF, HTML, Markdown");
        forms.setMinWidth(Label.USE_PREF_SIZE);
        bar.getChildren()
                .addAll(
                        words,
                        path,
                        Card.spring(),
                        forms,
                        Buttons.plain("Copy path", "fth-copy", () -> Clip.put(folder.toString())));
        return bar;
    }
}
