package io.backstay.ui.compliance;

import io.backstay.policy.PolicySummary;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.rules.Finding;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Card;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.Texts;
import io.backstay.ui.kit.Times;
import io.backstay.ui.kit.entry.Named;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import java.io.File;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/// A policy held against the facts: the findings on the left, the chosen one on the right.
public final class ComplianceView implements Screen {
    private static final double POLICY_WIDTH = 272;
    private static final double AS_OF_WIDTH = 150;

    private final ComplianceModel model;
    private final TestsModel tests;
    private final AcceptModel accept;
    private final ExportModel export;
    private final ForecastModel forecast;
    private final ForecastPane foreseen;
    private final TestsPane tried;
    private final ToggleButton shownFindings = new ToggleButton("Findings");
    private final ToggleButton shownTests = new ToggleButton("Restore tests");
    private final ToggleButton shownForecast = new ToggleButton("Forecast");
    private final BorderPane root = new BorderPane();
    private final FindingsTree tree;

    /// What stands beside the findings.
    ///
    /// @param curves   what the chosen policy's assets can be gone back to
    /// @param forecast how long a moment can still be gone back to
    /// @param accept   living with a contradiction for a while
    /// @param export   handing on what is shown
    public record Beside(
            TestsModel tests, CurveModel curves, ForecastModel forecast, AcceptModel accept, ExportModel export) {}

    /// A view of findings, of the restore tests and of what a moment can be restored from.
    public ComplianceView(ComplianceModel model, Beside beside) {
        this.model = model;
        this.tests = beside.tests();
        this.accept = beside.accept();
        this.export = beside.export();
        this.forecast = beside.forecast();
        CurveModel curves = beside.curves();
        foreseen = new ForecastPane(forecast);
        tried = new TestsPane(tests, this::readTests);
        tree = new FindingsTree(model);
        var split = new BorderPane(new FindingPane(model, accept, this::copy, new CurvePane(curves)));
        var left = new BorderPane(tree);
        left.setBottom(new NotesPane(model));
        split.setLeft(left);
        Label said = Said.line("export-said", export.saidProperty());
        said.getStyleClass().add("cp-said");
        root.setTop(new VBox(bar(), said));
        var found = new PaneStack(split, model.stateProperty(), model::check);
        root.setCenter(found);
        for (ToggleButton segment : List.of(shownTests, shownForecast)) {
            segment.selectedProperty().subscribe(_ -> {
                root.setCenter(shownTests.isSelected() ? tried : shownForecast.isSelected() ? foreseen : found);
                readOthers();
            });
        }
        model.policyProperty().subscribe(_ -> readOthers());
        model.resultProperty().subscribe(result -> {
            if (result != null) {
                curves.open(result.policy(), result.at());
                readOthers();
            }
        });
        model.selectedProperty().subscribe(item -> {
            if (item instanceof Item.Measured(Finding finding)) {
                curves.choose(finding.asset());
                forecast.choose(finding.asset());
            }
        });
        for (ReadOnlyBooleanProperty form : List.of(accept.openProperty(), accept.withdrawingProperty())) {
            form.addListener((_, was, _) -> {
                if (was) {
                    tree.requestFocus();
                }
            });
        }
        root.getStylesheets()
                .add(Objects.requireNonNull(ComplianceView.class.getResource("compliance.css"), "compliance.css")
                        .toExternalForm());
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    @Override
    public Section section() {
        return Section.COMPLIANCE;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        if (place instanceof Place.Compliance wanted) {
            model.open(wanted.policy(), wanted.asset());
        } else if (place instanceof Place.RestoreTest wanted) {
            model.open(null, null);
            tests.finishesProperty().set(new TestsModel.Finishes(wanted.action()));
            shownTests.setSelected(true);
            tried.focus();
            return;
        }
        tree.requestFocus();
    }

    @Override
    public boolean escape() {
        return accept.close();
    }

    @Override
    public void refresh() {
        model.check();
        readOthers();
    }

    @Override
    public ObservableIntegerValue badge() {
        return model.breachesProperty();
    }

    private Node bar() {
        var policy = new ComboBox<>(model.policies());
        policy.setId("policy");
        policy.getStyleClass().add("bs-field");
        policy.setPrefWidth(POLICY_WIDTH);
        policy.setAccessibleText("Policy");
        policy.setPromptText("Choose a policy");
        policy.setConverter(new Named<>(PolicySummary::title));
        policy.valueProperty().bindBidirectional(model.policyProperty());
        var asOf = new TextField();
        asOf.setId("as-of");
        asOf.getStyleClass().add("bs-field");
        asOf.setPrefWidth(AS_OF_WIDTH);
        asOf.setAccessibleText("As of, an instant with its offset; empty for now");
        asOf.setPromptText("As of now");
        asOf.textProperty().bindBidirectional(model.asOfProperty());
        asOf.setOnAction(_ -> model.check());
        Button judge = Buttons.plain("Check", "fth-refresh-cw", model::check);
        Label problem = Texts.caption("");
        problem.getStyleClass().add("bs-danger-text");
        problem.textProperty().bind(model.asOfProblemProperty());
        Label title = Texts.title("Compliance");
        title.setMinWidth(Label.USE_PREF_SIZE);
        shownTests.setId("show-restore-tests");
        shownForecast.setId("show-forecast");
        shownForecast.setTooltip(new Tooltip("Which points still reach a moment (G)"));
        shownFindings.setSelected(true);
        HBox shown = Buttons.segments(List.of(shownFindings, shownTests, shownForecast));
        shown.setAlignment(Pos.CENTER);
        shown.setMinWidth(HBox.USE_PREF_SIZE);
        Label summary = Texts.secondary("");
        summary.setMinWidth(0);
        model.policyProperty().subscribe(_ -> summary.setText(summary()));
        model.resultProperty()
                .subscribe(result -> summary.setTooltip(
                        result == null ? null : new Tooltip("Judged for " + Times.utcSeconds(result.at()) + " UTC")));
        var bar = new HBox(title, policy, shown, asOf, judge, problem, Card.spring(), summary, exportButton());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("cp-bar");
        return bar;
    }

    private Button exportButton() {
        Button button = Buttons.plain("Export", "fth-shield", this::export);
        button.setId("export");
        button.disableProperty()
                .bind(export.runningProperty().or(model.resultProperty().isNull()));
        return button;
    }

    private void export() {
        CheckResult shown = model.resultProperty().get();
        if (shown == null) {
            return;
        }
        var chooser = new FileChooser();
        chooser.setTitle("Export as PDF, CSV or JSON");
        chooser.setInitialFileName(ExportModel.fileName(shown));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter("PDF, for people", "*.pdf"),
                        new FileChooser.ExtensionFilter("CSV, for spreadsheets", "*.csv"),
                        new FileChooser.ExtensionFilter("JSON, for programs", "*.json"));
        File chosen = chooser.showSaveDialog(root.getScene().getWindow());
        if (chosen != null) {
            export.write(shown, chosen.toPath());
        }
    }

    private void readTests() {
        PolicySummary policy = model.policyProperty().get();
        if (policy != null) {
            tests.open(policy.id());
        }
    }

    /// What is shown in the place of the findings follows the policy and the instant.
    private void readOthers() {
        CheckResult judged = model.resultProperty().get();
        if (shownTests.isSelected()) {
            readTests();
        } else if (shownForecast.isSelected() && judged != null) {
            boolean now = model.asOfProperty().get().isBlank();
            forecast.open(judged.policy(), now ? null : judged.at());
        }
    }

    private String summary() {
        PolicySummary policy = model.policyProperty().get();
        return policy == null ? "" : policy.obligations() + " obligations, " + policy.checkable() + " checkable";
    }

    /// Single letters are keys only where nothing is typed.
    private void key(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl || event.isControlDown() || event.isAltDown()) {
            return;
        }
        if (event.getCode() == KeyCode.J) {
            model.next();
            event.consume();
        } else if (event.getCode() == KeyCode.K) {
            model.previous();
            event.consume();
        } else if (event.getCode() == KeyCode.C) {
            copy();
            event.consume();
        } else if (event.getCode() == KeyCode.G) {
            shownForecast.setSelected(true);
            foreseen.focus();
            event.consume();
        } else if (event.getCode() == KeyCode.A && isContradiction(false)) {
            accept.begin();
            event.consume();
        } else if (event.getCode() == KeyCode.W && isContradiction(true)) {
            accept.beginWithdrawal();
            event.consume();
        }
    }

    private boolean isContradiction(boolean accepted) {
        return model.selectedProperty().get() instanceof Item.Written(var judged) && judged.accepted() == accepted;
    }

    private void copy() {
        Clip.put(model.copy());
    }
}
