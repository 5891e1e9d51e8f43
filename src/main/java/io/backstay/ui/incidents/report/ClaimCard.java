package io.backstay.ui.incidents.report;

import io.backstay.incident.claims.Objection;
import io.backstay.incident.report.ReportDraft;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.Keyboard;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What must not be said, why, and what can be done about it.
final class ClaimCard extends VBox {
    private static final int WORDS_MAX = 160;
    /// What a button has room for beside a timeline, in characters.
    private static final int BUTTON_MAX = 40;

    /// What the buttons do.
    interface Acts {
        /// Writes what can be said instead.
        void instead(ReportDraft.Flagged one);

        /// Takes the sentence away.
        void without(ReportDraft.Flagged one);

        /// Keeps the words for a reason.
        void keep(ReportDraft.Flagged one, String reason);
    }

    private final String place;
    private final @Nullable String locked;
    private final @Nullable String keep;
    private ReportDraft.Flagged one;

    /// @param place  such as `1 of 2 in this draft`
    /// @param locked why nothing can be changed, null when it can
    /// @param keep   why the words cannot be kept by whoever is here, null when they can
    ClaimCard(ReportDraft.Flagged one, String place, @Nullable String locked, @Nullable String keep, Acts acts) {
        this.one = one;
        this.place = place;
        this.locked = locked;
        this.keep = keep;
        Objection objection = one.objection();
        getStyleClass().add("rp-claim");
        setAccessibleText(objection.why() + " “" + brief(objection.words()) + "”");
        var head = new HBox(
                new MarkIcon(Mark.BREACH),
                Texts.wrapped(Texts.section(objection.why())),
                Card.spring(),
                Texts.caption(place));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("rp-claim-head");
        getChildren().add(head);
        var words = new VBox();
        words.getStyleClass().add("rp-claim-words");
        String quotation = objection.quotation();
        words.getChildren()
                .add(Texts.wrapped(Texts.secondary(
                        quotation == null ? "“" + brief(objection.words()) + "”" : "“" + brief(quotation) + "”")));
        String instead = objection.instead();
        if (instead != null && instead.length() > BUTTON_MAX) {
            words.getChildren().add(Texts.wrapped(Texts.body("Say instead: “" + instead + "”")));
        }
        words.getChildren().add(buttons(words, acts));
        getChildren().add(words);
    }

    /// Takes the same claim where it stands now.
    ///
    /// @return false when this card says anything else
    boolean takes(ReportDraft.Flagged now, String at, @Nullable String lock, @Nullable String refusal) {
        boolean same = said(now).equals(said(one))
                && at.equals(place)
                && Objects.equals(lock, locked)
                && Objects.equals(refusal, keep);
        if (same) {
            one = now;
        }
        return same;
    }

    /// Whether it is about this claim.
    boolean says(ReportDraft.Flagged claim) {
        return one.equals(claim);
    }

    private static Objection said(ReportDraft.Flagged flagged) {
        Objection is = flagged.objection();
        return new Objection(is.rule(), 0, 0, is.words(), is.sentence(), is.why(), is.quotation(), is.instead());
    }

    private FlowPane buttons(VBox words, Acts acts) {
        Objection objection = one.objection();
        var bar = new FlowPane();
        bar.getStyleClass().add("rp-claim-acts");
        String instead = objection.instead();
        if (instead != null) {
            String verb = instead.length() > BUTTON_MAX ? "Use these words" : "Use “" + instead + "”";
            Button use = Buttons.primary(verb, null, () -> acts.instead(one));
            use.getStyleClass().add("bs-small");
            use.setId("claim-instead");
            bar.getChildren().add(Buttons.unless(locked, use));
        }
        Button without = Buttons.small("Remove the sentence", null, () -> acts.without(one));
        without.setId("claim-without");
        bar.getChildren().add(Buttons.unless(locked, without));
        Button third = keep == null
                ? Buttons.flat(
                        "Keep with a reason",
                        null,
                        () -> words.getChildren().set(words.getChildren().indexOf(bar), reason(acts)))
                : Buttons.flat(
                        "Ask an approver",
                        null,
                        () -> Clip.put("May this be said? “" + objection.sentence() + "” " + objection.why()));
        third.setId("claim-keep");
        third.getStyleClass().add("bs-small");
        if (keep != null) {
            third.setTooltip(new Tooltip(keep + " The question is copied."));
        }
        bar.getChildren().add(third);
        return bar;
    }

    private HBox reason(Acts acts) {
        var field = new TextField();
        field.setId("claim-reason");
        field.getStyleClass().addAll("bs-field", "bs-small");
        field.setPromptText("Why it may be said; the record keeps it");
        field.setAccessibleText("Why it may be said");
        HBox.setHgrow(field, Priority.ALWAYS);
        Runnable keep = () -> {
            if (!field.getText().isBlank()) {
                acts.keep(one, field.getText().strip());
            }
        };
        field.setOnAction(_ -> keep.run());
        var line = new HBox(field, Buttons.small("Keep", null, keep));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("rp-claim-reason");
        Keyboard.into(field);
        return line;
    }

    private static String brief(String words) {
        return words.length() <= WORDS_MAX ? words : words.substring(0, WORDS_MAX) + "…";
    }
}
