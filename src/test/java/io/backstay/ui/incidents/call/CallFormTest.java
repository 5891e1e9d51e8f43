package io.backstay.ui.incidents.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.Desk;
import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.act.role.Role;
import io.backstay.cli.incident.intake.NewCommand;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.Terminal;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.ui.incidents.IncidentsView;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.kit.Theme;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// What the window asks during a call, on a real case book under real policies.
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallFormTest {
    @TempDir
    Path folder;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final List<String> opened = new ArrayList<>();
    private LocalDesk desk;
    private NewCaseModel model;

    @BeforeEach
    void open() throws Exception {
        desk = new DeskHome(folder).open();
        model = new NewCaseModel(
                desk.incidents(),
                desk.facts(),
                new Background(Runnable::run, Runnable::run, AssertionError::new),
                () -> now,
                ZoneId.of("Europe/Berlin"),
                new Allowed(Role.ADMINISTRATOR));
        model.onOpened((id, _) -> opened.add(id));
    }

    @AfterEach
    void close() throws Exception {
        Fx.run(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        desk.close();
    }

    /// A command is looked at, and none is run.
    private static final class NoSession implements Session {
        @Override
        public Desk open() {
            throw new AssertionError("nothing is run");
        }

        @Override
        public Terminal terminal() {
            throw new AssertionError("nothing is run");
        }
    }

    @Test
    void theFormAsksForWhatTheTerminalAsks() throws Exception {
        Set<String> options = new CommandLine(new NewCommand(new NoSession()))
                .getCommandSpec().options().stream()
                        .map(OptionSpec::longestName)
                        .filter(name -> !name.equals("--json"))
                        .map(name -> name.equals("--asked-by") ? "--asker" : name)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> asked = Fx.on(() -> ids(new NewCasePane(model)));
        // Why an intake is put right is asked of a correction alone, as 'incident correct' does.
        assertTrue(asked.remove("--why"));
        assertEquals(options, asked);
    }

    /// The fields, by the ids that they have in the scene.
    private static Set<String> ids(Node node) {
        Set<String> ids = new TreeSet<>();
        String id = node.getId();
        if (id != null && id.startsWith("case-")) {
            ids.add(id.replaceFirst("case", "-"));
        } else if (node instanceof ScrollPane scroll) {
            ids.addAll(ids(scroll.getContent()));
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(each -> ids.addAll(ids(each)));
        }
        return ids;
    }

    @Test
    void whenWeWereToldAndHowOftenTheCustomerHearsFromUsAreOfTheCase() throws Exception {
        answer("agentic-labs");
        model.form().text(NewCaseForm.Field.REPORTED).set("soon");
        model.submit();
        assertTrue(model.problemProperty().get().contains("When we were told"), model.problemProperty()::get);
        model.form().text(NewCaseForm.Field.REPORTED).set("2026-03-16 02:05");
        model.form().updateEveryProperty().set(Duration.ofHours(2));
        model.submit();
        CaseIntake intake = desk.incidents().intake(opened.getFirst());
        assertEquals(Instant.parse("2026-03-16T02:05:00Z"), intake.reportedAt());
        assertEquals(Duration.ofHours(2), intake.updateEvery());
    }

    @Test
    void aCorrectionLeavesWhatNobodyTouched() throws Exception {
        answer("agentic-labs");
        model.submit();
        String id = opened.getFirst();
        CaseIntake was = desk.incidents().intake(id);
        assertEquals(now, was.reportedAt(), "we are told now unless somebody says when");
        model.correct(id, was);
        model.form().text(NewCaseForm.Field.TENANT).set("1003");
        model.form().text(NewCaseForm.Field.WHY).set("The firm of that name");
        model.submit();
        CaseIntake is = desk.incidents().intake(id);
        assertEquals("1003", is.tenant());
        assertEquals(was.reportedAt(), is.reportedAt(), "to the fraction of a second");
        assertEquals(was.updateEvery(), is.updateEvery());
    }

    @Test
    void whatThePolicyAsksForIsStillToAskUntilItIsAnswered() throws Exception {
        answer("tax-agent-portal");
        model.form().text(NewCaseForm.Field.AROUND).set("2026-03-13T18:00");
        model.form().text(NewCaseForm.Field.ZONE).set("Australia/Melbourne");
        assertTrue(
                model.momentProperty().get().contains("Still to ask: what is missing."), model.momentProperty()::get);
        model.submit();
        assertEquals(List.of(), opened, "the desk refuses it as the form says");
        assertTrue(model.problemProperty().get().contains("dataset"), model.problemProperty()::get);
        model.form().text(NewCaseForm.Field.DATASET).set("invoices");
        assertFalse(model.momentProperty().get().contains("Still to ask"), model.momentProperty()::get);
        model.submit();
        assertEquals(1, opened.size(), model.problemProperty()::get);
    }

    private void answer(String policy) {
        model.begin();
        model.form().policyProperty().set(policy);
        model.form().text(NewCaseForm.Field.FIRM).set("Harrow & Finch");
    }

    @ParameterizedTest
    @EnumSource(Theme.Look.class)
    void whatIsRequiredIsMarkedAsThePolicyNamesIt(Theme.Look look) throws Exception {
        Stage stage = Fx.show(Fx.on(() -> frame(new NewCasePane(model))), look);
        Fx.run(() -> answer("agentic-labs"));
        assertEquals(Set.of("Policy that is promised", "Customer"), required(stage));
        Fx.run(() -> model.form().policyProperty().set("tax-agent-portal"));
        assertEquals(
                Set.of("Policy that is promised", "Customer", "What is missing", "About when, by the customer's clock"),
                required(stage));
        Fx.shoot(stage, "call-" + look.name().toLowerCase(Locale.ROOT));
        Fx.run(() -> model.form().policyProperty().set("agentic-labs"));
        assertEquals(Set.of("Policy that is promised", "Customer"), required(stage));
    }

    private static BorderPane frame(Node pane) {
        var frame = new BorderPane(pane);
        frame.getStylesheets()
                .add(Objects.requireNonNull(IncidentsView.class.getResource("incidents.css"))
                        .toExternalForm());
        return frame;
    }

    private static Set<String> required(Stage stage) throws Exception {
        return Fx.on(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return stage.getScene().getRoot().lookupAll(".bs-caption").stream()
                    .map(each -> ((Label) each).getText())
                    .filter(words -> words.endsWith(", required"))
                    .map(words -> words.replace(", required", ""))
                    .collect(Collectors.toSet());
        });
    }
}
