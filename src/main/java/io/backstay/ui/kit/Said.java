package io.backstay.ui.kit;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/// One sentence about an act that has ended or goes on.
public record Said(Mark mark, String sentence) {
    /// A line that shows the newest one, and takes no room while there is none.
    public static Label line(String id, ObservableValue<@Nullable Said> newest) {
        Label line = Texts.wrapped(Texts.secondary(""));
        line.setId(id);
        newest.subscribe(said -> {
            line.setText(said == null ? "" : said.sentence());
            line.setGraphic(said == null ? null : new MarkIcon(said.mark()));
            line.setManaged(said != null);
        });
        return line;
    }
}
