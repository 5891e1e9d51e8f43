package io.backstay.ui.kit;

import io.backstay.estate.AssetKind;
import org.kordamp.ikonli.javafx.FontIcon;

/// Feather icons; their colour comes from the style sheet alone.
public final class Icons {
    private Icons() {}

    /// An icon of 16 px.
    ///
    /// @param name such as `fth-database`
    public static FontIcon of(String name) {
        var icon = new FontIcon(name);
        icon.getStyleClass().add("bs-icon");
        return icon;
    }

    /// An icon of 20 px for the navigation.
    public static FontIcon large(String name) {
        FontIcon icon = of(name);
        icon.getStyleClass().add("bs-icon-large");
        return icon;
    }

    /// The icon of an asset's kind.
    public static FontIcon of(AssetKind kind) {
        return of(
                switch (kind) {
                    case DATABASE -> "fth-database";
                    case OBJECT_STORE -> "fth-archive";
                    case CONFIGURATION -> "fth-sliders";
                    case VOLUME -> "fth-hard-drive";
                });
    }
}
