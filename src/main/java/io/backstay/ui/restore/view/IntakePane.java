package io.backstay.ui.restore.view;

import io.backstay.base.AssetId;
import io.backstay.base.Durations;
import io.backstay.codec.Words;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.MarkIcon;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.entry.OneWay;
import io.backstay.ui.restore.IntakeForm;
import io.backstay.ui.restore.IntakeForm.Field;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.StagingChoice;
import io.backstay.ui.restore.view.part.RestorePane;
import io.backstay.ui.restore.view.part.SidePane;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Who lost what, about when, who asks: the questions of the call.
final class IntakePane implements RestorePane {
    private static final double HALF = 50;
    private static final String NO_STORE = "None";

    private final IntakeForm form;
    private final ScrollPane middle;
    private final Node side;
    private final TextField tenantName;
    private final Label missing = Texts.wrapped(Texts.secondary(""));

    IntakePane(RestoreModel model) {
        form = model.form();
        tenantName = text(Field.TENANT_NAME, "Harrow & Finch");
        var grid = new GridPane();
        grid.getStyleClass().add("rs-form");
        for (int i = 0; i < 2; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(HALF);
            grid.getColumnConstraints().add(column);
        }
        grid.addRow(
                0,
                asked("Database", Field.DATABASE, assets("database", form.databases(), form.databaseProperty())),
                asked("Files of the tenant", null, assets("objects", form.stores(), form.objectsProperty())));
        grid.addRow(
                1,
                asked("Tenant, by name", Field.TENANT_NAME, tenantName),
                asked(
                        "Tenant id, as the database writes it",
                        Field.TENANT_ID,
                        text(Field.TENANT_ID, "firm_01J8QW7T4K")));
        grid.addRow(2, asked("What is missing", Field.DATASET, text(Field.DATASET, "Invoices")), doubt());
        grid.addRow(
                3,
                asked("About when, in the customer's time", Field.ABOUT, text(Field.ABOUT, "2026-03-13 18:00")),
                asked("The customer's time zone", Field.ZONE, zone()));
        grid.addRow(
                4,
                asked("Who asks", Field.ASKER, text(Field.ASKER, "Name and role")),
                asked("How they were verified", Field.VERIFIED_BY, text(Field.VERIFIED_BY, "Called back")));
        grid.addRow(5, policy(), scratch());
        Label why = Texts.secondary("The answers lead to a verdict. Nothing is touched before you say so.");
        var page =
                new VBox(Texts.title("Who lost what, about when?"), why, ofCase(), newProject(model.staging()), grid);
        page.getStyleClass().addAll("bs-page", "rs-page");
        middle = new ScrollPane(page);
        middle.setFitToWidth(true);
        side = call();
    }

    /// Shown only where the restore was begun from a case.
    private HBox ofCase() {
        Label words = Texts.body("");
        words.setId("intake-case");
        words.textProperty()
                .bind(form.caseProperty()
                        .map(id ->
                                "For " + id + ": the restore becomes part of this case, with its clocks and report."));
        Button other = Buttons.small("Not for this case", "fth-x", form::leaveCase);
        other.setId("intake-other-case");
        var line = new HBox(words, other);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("rs-line");
        line.visibleProperty().bind(form.caseProperty().isNotEmpty());
        line.managedProperty().bind(line.visibleProperty());
        return line;
    }

    /// Shown where the provider restores in place only, so that a person has to have a new place made.
    private static VBox newProject(StagingChoice staging) {
        Label words = Texts.wrapped(Texts.body("Supabase's public API restores a project in place only, over what every"
                + " tenant wrote since. Have the past restored to a new project instead: in Supabase's dashboard,"
                + " Database, Backups, Restore to a new project. Then name the new project here as a staging server,"
                + " with the moment that its data is of; this restore goes on from it, and live stays as it is."
                + " Live needs a connection of its own too, a hosted PostgreSQL."));
        words.setGraphic(new MarkIcon(Mark.UNKNOWN));
        Button name = Buttons.small("Name the new project", "fth-plus", staging::name);
        name.setId("intake-new-project");
        name.visibleProperty().bind(staging.possibleProperty());
        name.managedProperty().bind(name.visibleProperty());
        var box = new VBox(words, name);
        box.setId("intake-in-place-only");
        box.getStyleClass().add("rs-asked");
        box.visibleProperty().bind(staging.neededBinding());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    @Override
    public Node middle() {
        return middle;
    }

    @Override
    public Node side() {
        return side;
    }

    @Override
    public Node first() {
        return tenantName;
    }

    private Node call() {
        form.problemsBinding()
                .subscribe(problems -> missing.setText(
                        problems.isEmpty()
                                ? "Nothing. The verdict can be asked for."
                                : String.join("\n", problems.values())));
        missing.getStyleClass().add("rs-paragraph");
        return new SidePane()
                .head("fth-phone-incoming", "During the call")
                .section("Still to ask", missing)
                .section(
                        "Verify first",
                        SidePane.paragraph("Call back on the number in the contract, or ask a second administrator of "
                                + "the firm. A restore brings data to whoever convinced you."))
                .section(
                        "About when",
                        SidePane.paragraph("A rough hour is enough. Say how sure the customer is; the moment is "
                                + "narrowed down from the data itself."));
    }

    private VBox asked(String question, @Nullable Field field, Control answer) {
        Label label = Texts.caption(question);
        label.setLabelFor(answer);
        answer.setMaxWidth(Double.MAX_VALUE);
        answer.setAccessibleText(question);
        var box = new VBox(label, answer);
        box.getStyleClass().add("rs-asked");
        if (field != null && (field == Field.ABOUT || field == Field.ZONE)) {
            box.getChildren().add(problem(field));
        }
        return box;
    }

    /// What is wrong with an answer that was given; a missing one is named in the side pane.
    private Label problem(Field field) {
        Label label = Texts.wrapped(Texts.caption(""));
        label.getStyleClass().add("rs-problem");
        label.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> form.text(field).get().isBlank()
                                ? ""
                                : of(form.problemsBinding().get(), field),
                        form.problemsBinding(),
                        form.text(field)));
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        return label;
    }

    private static String of(Map<Field, String> problems, Field field) {
        return Objects.requireNonNullElse(problems.get(field), "");
    }

    private TextField text(Field field, String example) {
        var input = new TextField();
        input.setId("intake-" + Words.of(field));
        input.getStyleClass().add("bs-field");
        input.setPromptText(example);
        input.textProperty().bindBidirectional(form.text(field));
        return input;
    }

    private VBox doubt() {
        ComboBox<Duration> box = combo("uncertainty", FXCollections.observableArrayList(IntakeForm.UNCERTAINTIES));
        box.setConverter(new OneWay<>(duration -> duration.isZero() ? "Exactly" : "± " + Durations.words(duration)));
        box.valueProperty().bindBidirectional(form.uncertaintyProperty());
        return asked("How sure are they of the time", null, box);
    }

    /// Asked only where there is a choice.
    private VBox scratch() {
        ComboBox<String> box = combo("staging", form.stagings());
        box.valueProperty().bindBidirectional(form.stagingProperty());
        VBox asked = asked("Where the scratch database comes from", null, box);
        asked.visibleProperty().bind(Bindings.size(form.stagings()).greaterThan(1));
        asked.managedProperty().bind(asked.visibleProperty());
        return asked;
    }

    private VBox policy() {
        ComboBox<String> box = combo("policy", form.policies());
        box.valueProperty().bindBidirectional(form.policyProperty());
        return asked("The policy that it is held against", null, box);
    }

    private ComboBox<String> zone() {
        var zones = FXCollections.observableArrayList(
                ZoneId.getAvailableZoneIds().stream().sorted().toList());
        ComboBox<String> box = combo("zone", zones);
        box.setEditable(true);
        box.getEditor().textProperty().bindBidirectional(form.text(Field.ZONE));
        return box;
    }

    private static ComboBox<AssetId> assets(
            String id, ObservableList<AssetId> ids, ObjectProperty<@Nullable AssetId> chosen) {
        ComboBox<AssetId> box = combo(id, ids);
        box.setConverter(new OneWay<>(AssetId::value));
        box.setPromptText(id.equals("objects") ? NO_STORE : "Choose a database");
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }

    private static <T> ComboBox<T> combo(String id, ObservableList<T> values) {
        var box = new ComboBox<>(values);
        box.setId("intake-" + id);
        box.getStyleClass().add("bs-field");
        return box;
    }
}
