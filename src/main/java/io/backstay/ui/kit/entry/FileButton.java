package io.backstay.ui.kit.entry;

import io.backstay.ui.kit.Buttons;
import java.io.File;
import java.util.function.Function;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Buttons beside a field for a path, which let it be chosen instead of typed.
public final class FileButton {
    private FileButton() {}

    /// Chooses a file that is there.
    ///
    /// @param does what is read aloud, such as `Choose the manifest`
    /// @param path takes what was chosen; stays when nothing was
    public static Button file(String does, StringProperty path) {
        return choosing("fth-file", does, path, on -> new FileChooser().showOpenDialog(on));
    }

    /// Chooses a folder that is there.
    public static Button folder(String does, StringProperty path) {
        return choosing("fth-folder", does, path, on -> new DirectoryChooser().showDialog(on));
    }

    private static Button choosing(
            String icon, String does, StringProperty path, Function<Window, @Nullable File> chooser) {
        var button = Buttons.icon(icon, does, () -> {});
        button.setOnAction(_ -> {
            File chosen = chooser.apply(button.getScene().getWindow());
            if (chosen != null) {
                path.set(chosen.toString());
            }
        });
        return button;
    }
}
