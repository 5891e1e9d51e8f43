package io.backstay.ui.kit;

import io.backstay.codec.Words;
import io.backstay.estate.Environment;

/// Whose data the window shows, or why it shows none; always visible as colour and word.
public enum Surroundings {
    PRODUCTION("fth-radio"),
    STAGING("fth-layers"),
    PRACTICE("fth-target"),
    /// Nothing can be reached; what is shown comes from the catalogue or from a file.
    OFFLINE("fth-wifi-off"),
    LOCKED("fth-lock");

    private final String icon;

    Surroundings(String icon) {
        this.icon = icon;
    }

    /// The surroundings of an asset's environment.
    public static Surroundings of(Environment environment) {
        return switch (environment) {
            case PRODUCTION -> PRODUCTION;
            case STAGING -> STAGING;
            case PRACTICE -> PRACTICE;
        };
    }

    String icon() {
        return icon;
    }

    String styleName() {
        return Words.of(this);
    }
}
