package io.backstay.ui.kit.secret;

import io.backstay.act.vault.Vaults.Strength;
import io.backstay.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How strong a passphrase is: five segments and words, which say the same.
final class StrengthBar extends VBox {
    private static final int STEPS = 5;
    private static final int FAIR = 3;

    private final List<Region> segments = new ArrayList<>();
    private final Label words = Texts.wrapped(Texts.secondary(""));

    StrengthBar() {
        getStyleClass().add("bs-strength");
        var bar = new HBox();
        bar.getStyleClass().add("bs-strength-bar");
        for (int i = 0; i < STEPS; i++) {
            var segment = new Region();
            segment.getStyleClass().add("bs-strength-step");
            HBox.setHgrow(segment, Priority.ALWAYS);
            segment.setMaxWidth(Double.MAX_VALUE);
            segments.add(segment);
            bar.getChildren().add(segment);
        }
        words.setId("strength");
        getChildren().addAll(bar, words);
    }

    void show(Strength strength) {
        String problem = strength.problem();
        String colour = problem != null ? "bs-strength-none" : strength.steps() < FAIR ? "bs-strength-low" : "";
        for (int i = 0; i < STEPS; i++) {
            segments.get(i).getStyleClass().setAll("bs-strength-step");
            if (i < strength.steps()) {
                segments.get(i).getStyleClass().add("bs-strength-on");
                if (!colour.isEmpty()) {
                    segments.get(i).getStyleClass().add(colour);
                }
            }
        }
        words.setText(problem != null ? problem : strength.words());
    }
}
