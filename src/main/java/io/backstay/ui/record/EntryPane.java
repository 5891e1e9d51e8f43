package io.backstay.ui.record;

import io.backstay.act.record.Records.Entry;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.FactRow;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Every fact of one entry.
final class EntryPane extends VBox {
    private static final double WIDTH = 296;

    private final RecordModel model;
    private final Times times;

    EntryPane(RecordModel model, Times times) {
        this.model = model;
        this.times = times;
        getStyleClass().add("bs-side");
        setId("record-entry");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
    }

    void show(@Nullable Entry entry) {
        getChildren().clear();
        if (entry == null) {
            return;
        }
        var body = new VBox(
                head(entry),
                EntryWords.label(entry, model.isOpen(entry)),
                Texts.wrapped(Texts.body(entry.act() + " on " + entry.target())),
                row("Signed", EntryWords.signed(entry, model.standing(entry))),
                FactRow.rule(),
                facts(entry));
        if (!entry.detail().isEmpty()) {
            body.getChildren().addAll(FactRow.rule(), detail(entry.detail()));
        }
        Node partner = partner(entry);
        if (partner != null) {
            body.getChildren().add(2, partner);
        }
        body.getStyleClass().add("re-entry");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
    }

    private Node head(Entry entry) {
        var head = new HBox(
                Texts.section("Entry " + entry.seq()),
                Card.spring(),
                Buttons.icon("fth-copy", "Copy this entry", () -> copy(entry)),
                Buttons.icon(
                        "fth-x",
                        "Close the details",
                        () -> model.selectedProperty().set(null)));
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private @Nullable Node partner(Entry entry) {
        Long intent = entry.intent();
        if (intent != null) {
            Button go = Buttons.small("Its intent, entry " + intent, "fth-corner-up-left", model::goToPartner);
            go.setId("to-intent");
            return go;
        }
        return entry.kind().equals("intent")
                ? Buttons.small("Its outcome", "fth-arrow-right", model::goToPartner)
                : null;
    }

    private Node facts(Entry entry) {
        var box = new VBox(
                row("UTC", Texts.mono(Times.utcSeconds(entry.at()))),
                row(Times.city(times.customer()), Times.secondsIn(times.customer(), entry.at())),
                row(Times.city(times.operator()), Times.secondsIn(times.operator(), entry.at())),
                row("Actor", EntryWords.who(entry)),
                row("Session", Texts.mono(entry.session())),
                row("Kind", entry.kind()));
        addRow(box, "Case", entry.caseId());
        addRow(box, "Tenant", entry.tenant());
        addRow(box, "Run", EntryWords.run(entry));
        box.getStyleClass().add("re-facts");
        return box;
    }

    private static void addRow(VBox box, String name, @Nullable String value) {
        if (value != null) {
            box.getChildren().add(row(name, value));
        }
    }

    private static Node detail(Map<String, String> detail) {
        var box = new VBox(Texts.caption("Detail"));
        detail.forEach((name, value) -> box.getChildren().add(row(name, value)));
        box.getStyleClass().add("re-facts");
        return box;
    }

    private static void copy(Entry entry) {
        var text = new StringBuilder("Entry ").append(entry.seq()).append(", ").append(entry.at());
        text.append("\n").append(EntryWords.who(entry)).append(", session ").append(entry.session());
        text.append("\n").append(EntryWords.word(entry)).append(": ").append(entry.act());
        text.append(" on ").append(entry.target());
        String about = EntryWords.about(entry);
        if (!about.isEmpty()) {
            text.append("\n").append(about);
        }
        entry.detail()
                .forEach((name, value) ->
                        text.append("\n").append(name).append(": ").append(value));
        Clip.put(text.toString());
    }

    private static Node row(String name, String value) {
        return row(name, Texts.wrapped(Texts.body(value)));
    }

    private static Node row(String name, Label value) {
        return new FactRow("re-fact-name", name, value);
    }
}
