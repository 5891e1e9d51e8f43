package io.backstay.ui.incidents.message;

import io.backstay.act.incident.Incidents;
import io.backstay.act.incident.Timelines;
import io.backstay.codec.Words;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.message.MessageKind;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.Icons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.entry.Keyboard;
import java.io.File;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// What the customer is told: a draft as e-mail and as banner, what stands in its way, and the messages before it.
public final class MessagesPane extends VBox {
    private static final double GAP = 8;
    private static final int BODY_ROWS = 11;
    private static final int BANNER_ROWS = 4;

    private final MessagesModel model;
    private final Card card = new Card();
    private final VBox objections = new VBox();
    private final VBox sent = new VBox();
    private final TextArea body = area("draft-body", "The e-mail to the administrators", BODY_ROWS);

    /// Shows the messages of the case that the model is at.
    public MessagesPane(MessagesModel model) {
        this.model = model;
        setId("messages");
        getStyleClass().add("in-messages");
        Label head = Texts.wrapped(Texts.section("Customer messages"));
        head.setGraphic(Icons.of("fth-message-square"));
        objections.getStyleClass().add("in-objections");
        objections.setId("draft-objections");
        sent.getStyleClass().add("in-sent");
        sent.setId("messages-sent");
        fill();
        card.managedProperty().bind(card.visibleProperty());
        getChildren().addAll(head, kinds(), said(), card, sent);
        model.kindProperty().subscribe(kind -> card.setVisible(kind != null));
        model.checkedProperty().subscribe(this::check);
        model.uncheckedProperty().subscribe(_ -> check(model.checkedProperty().get()));
        model.sentProperty()
                .subscribe(all -> sent.getChildren()
                        .setAll(all.stream().map(MessagesPane::earlier).toList()));
    }

    private Node kinds() {
        var kinds = new FlowPane(GAP, GAP);
        for (MessageKind kind : MessageKind.values()) {
            // Nothing that is out of sight takes the keyboard, as the first draft is until it stands there.
            Button button = Buttons.small(kind.title(), "fth-plus", () -> model.draft(kind, () -> Keyboard.into(body)));
            button.setId("draft-" + Words.of(kind));
            button.setTooltip(new Tooltip("Drafts it from the case; nothing is sent"));
            kinds.getChildren().add(button);
        }
        return kinds;
    }

    private Node said() {
        Label said = Texts.wrapped(Texts.caption(""));
        said.setId("messages-said");
        said.textProperty().bind(model.saidProperty());
        said.managedProperty().bind(said.textProperty().isNotEmpty());
        return said;
    }

    private void fill() {
        card.setId("draft");
        Label title = Texts.name("");
        title.setId("draft-kind");
        title.textProperty().bind(model.kindProperty().map(kind -> kind == null ? "" : kind.title()));
        Label tag = Texts.caption("Draft");
        tag.getStyleClass().add("in-severity");
        var head = new HBox(title, Card.spring(), tag);
        head.setAlignment(Pos.CENTER_LEFT);
        TextArea banner = area("draft-banner", "The banner in the product", BANNER_ROWS);
        card.with(new VBox(
                head,
                asked("Subject", field("draft-subject", "Subject", model.subjectProperty())),
                asked("E-mail to the administrators", bound(body, model.bodyProperty())),
                asked("Banner in the product", bound(banner, model.bannerProperty())),
                asked(
                        "To, for the saved file; may be empty",
                        field("draft-to", "admin@example.com, …", model.recipientsProperty()))));
        card.with(objections);
        card.with(acts());
    }

    private Node acts() {
        Button mail = Buttons.small(
                "Copy e-mail", "fth-copy", () -> Clip.put(model.bodyProperty().get()));
        mail.setId("copy-mail");
        Button banner = Buttons.small(
                "Copy banner", "fth-copy", () -> Clip.put(model.bannerProperty().get()));
        banner.setId("copy-banner");
        Button save = Buttons.small("Save .eml…", "fth-download", this::save);
        save.setId("save-eml");
        Button told = Buttons.small("Mark as sent", "fth-check", model::told);
        told.setId("mark-sent");
        for (Button each : new Button[] {mail, banner, save, told}) {
            model.checkedProperty().subscribe(_ -> each.setDisable(!model.isFree()));
        }
        String refusal = model.refusal();
        if (refusal != null) {
            model.checkedProperty().subscribe(_ -> Buttons.unless(refusal, told));
        }
        return new FlowPane(GAP, GAP, mail, banner, save, told);
    }

    private void save() {
        var chooser = new FileChooser();
        chooser.setTitle("Save the draft; nothing is sent");
        chooser.setInitialFileName(model.fileName());
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Drafts of mail programs", "*.eml"));
        File chosen = chooser.showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            model.write(chosen.toPath());
        }
    }

    private void check(Incidents.@Nullable Checked checked) {
        objections.getChildren().clear();
        if (checked == null) {
            String why = model.uncheckedProperty().get();
            if (why.isEmpty()) {
                objections.getChildren().add(Texts.secondary("Checking the claims"));
            } else {
                Button again = Buttons.small("Check again", "fth-refresh-cw", model::check);
                again.setId("draft-check");
                Label not = Texts.wrapped(Texts.body("The claims could not be checked: " + why));
                objections.getChildren().addAll(not, again);
            }
            return;
        }
        checked.objections().forEach(each -> objections.getChildren().add(objection(each)));
        checked.kept()
                .forEach(each -> objections
                        .getChildren()
                        .add(Texts.wrapped(Texts.secondary("Kept for a reason: “" + each.words() + "”"))));
        objections
                .getChildren()
                .add(
                        checked.objections().isEmpty()
                                ? MarkIcon.withWord(Mark.HOLDS, "Claims checked")
                                : MarkIcon.withWord(Mark.BREACH, "Claims to be taken back"));
    }

    private Node objection(Objection one) {
        String instead = one.instead() == null ? "" : " Say “" + one.instead() + "” instead.";
        Label why = Texts.wrapped(Texts.body("“" + one.words() + "”: " + one.why() + instead));
        why.setMinWidth(0);
        HBox.setHgrow(why, Priority.ALWAYS);
        var words = new VBox(new HBox(new MarkIcon(Mark.BREACH), why));
        if (one.quotation() != null) {
            words.getChildren().add(Texts.quotation("“" + one.quotation() + "”"));
        }
        Button without = Buttons.small("Remove the sentence", null, () -> model.without(one));
        without.setId("draft-without");
        var bar = new FlowPane(GAP, GAP, without);
        String refusal = model.keepRefusal();
        if (refusal == null) {
            Button keep = Buttons.small("Keep with a reason", null, () -> {
                TextField reason = reason(one);
                bar.getChildren().setAll(reason);
                reason.requestFocus();
            });
            keep.setId("draft-keep");
            bar.getChildren().add(keep);
        } else {
            Button ask = Buttons.small(
                    "Ask an approver", null, () -> Clip.put("May this be said? “" + one.sentence() + "” " + one.why()));
            ask.setId("draft-ask");
            ask.setTooltip(new Tooltip(refusal + " The question is copied."));
            bar.getChildren().add(ask);
        }
        words.getChildren().add(bar);
        words.getStyleClass().add("in-objection");
        return words;
    }

    /// Enter keeps it, Esc leaves it.
    private TextField reason(Objection one) {
        var reason = new TextField();
        reason.setId("draft-reason");
        reason.getStyleClass().add("bs-field");
        reason.setPromptText("Why it may be said; Enter");
        reason.setAccessibleText("Why it may be said; the record keeps it");
        reason.setOnAction(_ -> model.keep(one, reason.getText()));
        reason.addEventHandler(KeyEvent.KEY_PRESSED, pressed -> {
            if (pressed.getCode() == KeyCode.ESCAPE) {
                check(model.checkedProperty().get());
                body.requestFocus();
                pressed.consume();
            }
        });
        return reason;
    }

    private static Node earlier(MessagesModel.Sent one) {
        Timelines.Told told = one.told();
        var words = new VBox(
                Texts.name(one.title()),
                Texts.wrapped(Texts.caption(Times.utc(told.at()) + " UTC, marked sent by " + told.by())));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var line = new HBox(words, Icons.of("fth-check"));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("bs-card", "in-earlier");
        return line;
    }

    private static TextArea area(String id, String words, int rows) {
        var area = new TextArea();
        area.setId(id);
        area.setAccessibleText(words);
        area.setWrapText(true);
        area.setPrefRowCount(rows);
        Keyboard.tabLeaves(area);
        return area;
    }

    private static TextField field(String id, String prompt, StringProperty value) {
        var field = new TextField();
        field.setId(id);
        field.getStyleClass().add("bs-field");
        field.setPromptText(prompt);
        return bound(field, value);
    }

    private static <T extends TextInputControl> T bound(T input, StringProperty value) {
        input.textProperty().bindBidirectional(value);
        return input;
    }

    private static VBox asked(String question, TextInputControl answer) {
        Label label = Texts.wrapped(Texts.caption(question));
        label.setLabelFor(answer);
        answer.setAccessibleText(question);
        var box = new VBox(label, answer);
        box.getStyleClass().add("in-asked");
        return box;
    }
}
