package io.backstay.ui.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.backstay.codec.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// The look of every window: AtlantaFX Primer below, our own tokens and styles above, Inter and JetBrains Mono.
public final class Theme {
    private static final String FONTS = "/io/backstay/assets/fonts/";
    private static final List<String> FACES = List.of(
            "Inter-Regular.ttf",
            "Inter-Medium.ttf",
            "Inter-SemiBold.ttf",
            "JetBrainsMono-Regular.ttf",
            "JetBrainsMono-Medium.ttf");
    private static final double ANY_SIZE = 13;

    /// Loads the bundled fonts; the toolkit must be running.
    public Theme() {
        for (String face : FACES) {
            try (InputStream in = Theme.class.getResourceAsStream(FONTS + face)) {
                if (in == null || Font.loadFont(in, ANY_SIZE) == null) {
                    throw new IllegalStateException("the bundled font " + face + " cannot be loaded");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Dresses a scene; popups and dialogs that it owns follow.
    public void dress(Scene scene, Look look) {
        scene.setUserAgentStylesheet(
                switch (look) {
                    case LIGHT -> new PrimerLight().getUserAgentStylesheet();
                    case DARK -> new PrimerDark().getUserAgentStylesheet();
                });
        scene.getStylesheets().setAll(sheet("backstay-" + Words.of(look)), sheet("backstay"));
    }

    private static String sheet(String name) {
        URL url = Theme.class.getResource(name + ".css");
        return Objects.requireNonNull(url, name).toExternalForm();
    }

    /// Light or dark.
    public enum Look {
        LIGHT,
        DARK;

        /// What the operating system prefers.
        public static Look of(ColorScheme scheme) {
            return scheme == ColorScheme.DARK ? DARK : LIGHT;
        }

        /// The other one.
        public Look other() {
            return this == LIGHT ? DARK : LIGHT;
        }
    }
}
