package io.backstay.ui.incidents.call;

import io.backstay.base.AssetId;
import io.backstay.base.Durations;
import io.backstay.codec.Words;
import io.backstay.incident.intake.MailText;
import io.backstay.incident.intake.Reason;
import io.backstay.incident.intake.Which;
import io.backstay.policy.promise.Statement;
import io.backstay.ui.incidents.call.NewCaseForm.Field;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.FileButton;
import io.backstay.ui.kit.entry.Keyboard;
import io.backstay.ui.kit.entry.LetterChoice;
import io.backstay.ui.kit.entry.OneWay;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is asked during the call. Ctrl Enter opens the case, Esc goes back.
public final class NewCasePane extends BorderPane {
    private static final List<Duration> SPREADS = List.of(
            Duration.ZERO,
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1));
    /// By severity they are half an hour, an hour, four hours and a day.
    private static final List<Duration> CADENCES = List.of(
            NewCaseForm.BY_SEVERITY,
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofDays(1));
    /// What a policy can ask for that is typed.
    private static final Map<Field, Statement.Intake.Field> ASKED = Map.of(
            Field.FIRM, Statement.Intake.Field.FIRM,
            Field.TENANT, Statement.Intake.Field.TENANT,
            Field.DATASET, Statement.Intake.Field.DATASET,
            Field.AROUND, Statement.Intake.Field.TIME,
            Field.ZONE, Statement.Intake.Field.ZONE,
            Field.ASKER, Statement.Intake.Field.ASKER,
            Field.VERIFIED_BY, Statement.Intake.Field.VERIFIED);
    private static final double HALF = 50;
    private static final int MAIL_ROWS = 14;
    /// A path can be longer than a name, and a name longer than a case takes.
    private static final int FIELD_MAX = 1_000;
    /// One more than is looked through, so that it is said that it is too much.
    private static final int MAIL_MAX = MailText.CHARS_MAX + 1;

    private final NewCaseModel model;
    private final NewCaseForm form;
    private final Node first;

    /// Asks what the model takes.
    public NewCasePane(NewCaseModel model) {
        this.model = model;
        this.form = model.form();
        setId("new-case");
        ComboBox<String> policy = combo("policy", model.policies(), name -> name, form.policyProperty());
        first = policy;
        var grid = new GridPane();
        grid.getStyleClass().add("in-form");
        for (int i = 0; i < 2; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(HALF);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(
                0,
                new Question("Policy that is promised", policy)
                        .required(form.beforeProperty().isNull()),
                text("Customer", Field.FIRM, "Harrow & Finch"));
        grid.addRow(
                1,
                text("What is missing", Field.DATASET, "invoices"),
                text("Tenant id, as the database writes it", Field.TENANT, "firm_01J8QW7T4K"));
        grid.addRow(
                2,
                text("About when, by the customer's clock", Field.AROUND, "2026-11-20T18:00"),
                new Question("How sure are they of the time", within()));
        grid.addRow(3, question("Customer's time zone", Field.ZONE, zone()), which());
        grid.addRow(
                4,
                text("Who asks", Field.ASKER, "Name and role"),
                text("How they were verified", Field.VERIFIED_BY, "Called back"));
        grid.addRow(5, why(), severity());
        grid.addRow(
                6,
                text("When we were told, UTC; empty: the mail's date, or now", Field.REPORTED, "2026-11-20 18:05"),
                new Question("How often the customer hears from us", every()));
        grid.addRow(7, database(), manifest());
        Label moment = Texts.wrapped(Texts.body(""));
        moment.setId("moment");
        moment.textProperty().bind(model.momentProperty());
        moment.managedProperty().bind(moment.textProperty().isNotEmpty());
        moment.getStyleClass().add("in-moment");
        Label title = Texts.title("");
        title.textProperty()
                .bind(form.beforeProperty().map(_ -> "What is to be put right?").orElse("What did the customer say?"));
        var page = new VBox(
                title,
                Texts.wrapped(Texts.secondary(
                        "Nothing is touched: the answers lead to a case with its clocks and a verdict.")),
                grid);
        page.getStyleClass().addAll("bs-page", "in-page");
        var middle = new ScrollPane(page);
        middle.setFitToWidth(true);
        setCenter(middle);
        VBox mail = mail();
        mail.visibleProperty().bind(form.beforeProperty().isNull());
        mail.managedProperty().bind(mail.visibleProperty());
        VBox reason = text("Why it is put right; stands in the timeline", Field.WHY, "They meant Thursday");
        reason.visibleProperty().bind(form.beforeProperty().isNotNull());
        reason.managedProperty().bind(reason.visibleProperty());
        var beside = new VBox(mail, reason, Texts.caption("The moment, or what is still to ask"), moment);
        beside.getStyleClass().addAll("in-page", "in-beside");
        setRight(beside);
        setBottom(bar());
        setOnKeyPressed(pressed -> {
            if (new KeyCodeCombination(KeyCode.ENTER, KeyCombination.CONTROL_DOWN).match(pressed)) {
                model.submit();
                pressed.consume();
            } else if (pressed.getCode() == KeyCode.ESCAPE && model.close()) {
                pressed.consume();
            }
        });
    }

    /// Where typing begins.
    public Node first() {
        return first;
    }

    private Node bar() {
        Label problem = Texts.wrapped(Texts.body(""));
        problem.setId("new-case-problem");
        problem.getStyleClass().add("in-problem");
        problem.textProperty().bind(model.problemProperty());
        Button open = Buttons.primary("Open the case", "fth-phone-incoming", model::submit);
        open.setId("open-case");
        open.textProperty()
                .bind(form.beforeProperty().map(_ -> "Correct the case").orElse("Open the case"));
        open.setTooltip(new Tooltip("Ctrl Enter"));
        open.disableProperty().bind(model.runningProperty());
        var bar = new HBox(problem, Card.spring(), Buttons.flat("Back", null, model::close), open);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("bs-action-bar");
        return bar;
    }

    private Question text(String question, Field field, String example) {
        return question(question, field, input(field, example));
    }

    private TextField input(Field field, String example) {
        var input = new TextField();
        input.setId("case-" + Words.of(field));
        input.getStyleClass().add("bs-field");
        input.setPromptText(example);
        Keyboard.bounded(input, FIELD_MAX);
        input.textProperty().bindBidirectional(form.text(field));
        return input;
    }

    /// A question that the mail may answer and the policy may ask.
    private Question question(String words, Field field, Control answer) {
        Question question = new Question(words, answer)
                .found(Bindings.createStringBinding(() -> said(field), form.text(field), form.mailProperty()));
        Statement.Intake.Field asked = ASKED.get(field);
        return asked == null ? question : question.required(isAsked(asked));
    }

    /// The firm is always asked, and what a corrected case was opened without stays so.
    private ObservableValue<Boolean> isAsked(Statement.Intake.Field field) {
        return Bindings.createBooleanBinding(
                () -> field == Statement.Intake.Field.FIRM
                        || (form.beforeProperty().get() == null
                                && model.askedProperty().get().contains(field)),
                model.askedProperty(),
                form.beforeProperty());
    }

    private ComboBox<Duration> within() {
        return combo(
                "within",
                FXCollections.observableArrayList(SPREADS),
                spread -> spread.isZero() ? "Exactly" : "± " + Durations.words(spread),
                form.withinProperty());
    }

    private ComboBox<Duration> every() {
        return combo(
                "update-every",
                FXCollections.observableArrayList(CADENCES),
                every -> every.equals(NewCaseForm.BY_SEVERITY)
                        ? "As its severity asks"
                        : "Every " + Durations.words(every),
                form.updateEveryProperty());
    }

    private Question database() {
        return new Question(
                "Database, where several are known",
                combo("asset", model.assets(), AssetId::value, form.assetProperty()));
    }

    /// Where nothing is connected, the estate is known by a file alone.
    private Question manifest() {
        TextField path = input(Field.MANIFEST, "estate.json");
        HBox.setHgrow(path, Priority.ALWAYS);
        var line = new HBox(path, FileButton.file("Choose the manifest", form.text(Field.MANIFEST)));
        var asked = new Question("Manifest to judge by, where nothing is connected", path, line);
        asked.visibleProperty().bind(form.beforeProperty().isNull());
        asked.managedProperty().bind(asked.visibleProperty());
        return asked;
    }

    private ComboBox<String> zone() {
        var box = new ComboBox<>(FXCollections.observableArrayList(
                ZoneId.getAvailableZoneIds().stream().sorted().toList()));
        box.setId("case-zone");
        box.setEditable(true);
        box.getEditor().textProperty().bindBidirectional(form.text(Field.ZONE));
        return box;
    }

    private Question which() {
        return new Question(
                "Where the clocks were put back: which one",
                combo(
                        "which",
                        FXCollections.observableArrayList(Which.values()),
                        one -> one == Which.EARLIER ? "The earlier" : "The later",
                        form.whichProperty()));
    }

    private Question why() {
        return new Question(
                        "Reason, as far as anybody knows",
                        combo(
                                "reason",
                                FXCollections.observableArrayList(Reason.values()),
                                reason -> Texts.sentence(reason.words()),
                                form.reasonProperty()))
                .required(isAsked(Statement.Intake.Field.REASON));
    }

    private Question severity() {
        return new Question(
                        "Severity",
                        combo(
                                "severity",
                                FXCollections.observableArrayList(1, 2, 3, 4),
                                level -> level + (level == 1 ? ", worst" : level == 4 ? ", least" : ""),
                                form.severityProperty()))
                .required(isAsked(Statement.Intake.Field.SEVERITY));
    }

    private VBox mail() {
        var area = new TextArea();
        area.setId("case-mail");
        area.setPrefRowCount(MAIL_ROWS);
        area.setWrapText(true);
        Keyboard.tabLeaves(area);
        Keyboard.bounded(area, MAIL_MAX);
        area.setPromptText("Paste what the customer wrote. What is recognised stands under the empty fields.");
        area.textProperty().bindBidirectional(form.text(Field.MAIL));
        return new Question("The customer's mail", area);
    }

    private <T> ComboBox<T> combo(
            String id, ObservableList<T> choices, Function<T, String> words, ObjectProperty<@Nullable T> value) {
        var box = new ComboBox<T>(choices);
        box.setId("case-" + id);
        box.setConverter(new OneWay<>(words));
        box.valueProperty().bindBidirectional(value);
        LetterChoice.in(box);
        return box;
    }

    /// What the mail says for an empty field, marked as such.
    private String said(Field field) {
        String found = NewCaseForm.recognised(form.mailProperty().get(), field);
        return found == null || !form.text(field).get().isBlank() ? "" : "From the mail: " + Foreign.of(found);
    }
}
