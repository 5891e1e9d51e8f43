package io.backstay.ui.restore.view;

import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.restore.Pane;
import io.backstay.ui.restore.RestoreModel;
import io.backstay.ui.restore.found.Known;
import io.backstay.ui.restore.found.Known.Opened;
import io.backstay.ui.restore.view.diff.DiffPane;
import io.backstay.ui.restore.view.part.Clocks;
import io.backstay.ui.restore.view.part.RestorePane;
import io.backstay.ui.restore.view.verdict.VerdictPane;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import io.backstay.ui.shell.Subject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The guided restore on the screen: step rail, the pane of the step, what stands beside it, the action bar.
public final class RestoreView implements Screen {
    private static final Duration TICK = Duration.millis(250);
    /// The usual size of secondary text, in pixels.
    private static final double TEXT_PX = 12;

    /// The rail, the side and the tables do not fit beside each other below this, at the usual size of text.
    private static final double NARROW = 1_120;

    private static final KeyCodeCombination NEXT = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.CONTROL_DOWN);
    private static final KeyCodeCombination BACK = new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN);
    private static final KeyCodeCombination NEXT_CONFLICT = new KeyCodeCombination(KeyCode.F8);

    private final RestoreModel model;
    private final BorderPane root = new BorderPane();
    private final BorderPane middle = new BorderPane();
    private final ActionBar actions;
    private final RailList rail;
    private final StepLine line;
    private final PanePlace place = new PanePlace(root, middle);
    private final Clocks clocks = new Clocks();
    private final Map<Pane, RestorePane> panes = new EnumMap<>(Pane.class);
    private final RestorePane workPane;
    private final Timeline ticker;
    private final ObservableValue<@Nullable Subject> subject;
    private @Nullable RestorePane shown;
    private boolean narrow;

    /// A screen from which nothing leads into the record.
    public RestoreView(RestoreModel model) {
        this(model, null);
    }

    /// @param toRecord shows what the record has of a run, such as `R-0001`; null where that cannot be shown
    public RestoreView(RestoreModel model, @Nullable Consumer<String> toRecord) {
        this.model = model;
        this.actions = new ActionBar(model);
        // Every pane draws itself anew, with new clocks, whenever more is known; so this must hear of it first.
        model.knownProperty().subscribe(_ -> clocks.clear());
        this.workPane = new WorkPane(model, clocks);
        panes.put(Pane.INTAKE, new IntakePane(model));
        panes.put(Pane.VERDICT, new VerdictPane(model, clocks));
        panes.put(Pane.FIND, new FindPane(model, clocks));
        panes.put(Pane.DIFF, new DiffPane(model, clocks));
        panes.put(Pane.PLAN, new PlanPane(model, clocks));
        panes.put(Pane.IMPORT, new ImportPane(model, clocks));
        panes.put(Pane.PROOF, new ProofPane(model));
        middle.setBottom(actions);
        rail = new RailList(model, toRecord);
        line = new StepLine(model);
        root.setLeft(rail);
        root.setCenter(middle);
        root.getStyleClass().add("rs-root");
        root.getStylesheets().add(sheet());
        root.setFocusTraversable(true);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        ticker = new Timeline(new KeyFrame(TICK, _ -> tick()));
        ticker.setCycleCount(Animation.INDEFINITE);
        subject = model.knownProperty().map(RestoreView::subject);
        model.shownProperty().subscribe(_ -> arrange());
        model.troubleProperty().subscribe(_ -> arrange());
        model.work().slowProperty().subscribe(_ -> arrange());
        root.widthProperty().subscribe(_ -> fit());
        actions.text().fontProperty().subscribe(_ -> fit());
    }

    @Override
    public Section section() {
        return Section.RESTORE;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        model.open();
        Intake intake = place instanceof Place.Restore restore ? restore.intake() : null;
        if (intake != null) {
            model.prefill(intake);
        } else if (place instanceof Place.CaseRestore(var caseId, var call)) {
            model.prefill(caseId, call);
        }
        ticker.play();
        focus();
    }

    @Override
    public void onHidden() {
        ticker.stop();
        model.diff().unmasked().hide();
    }

    @Override
    public void refresh() {
        model.open();
    }

    @Override
    public ObservableValue<@Nullable Subject> subject() {
        return subject;
    }

    private static @Nullable Subject subject(Known known) {
        Opened opened = known.opened();
        if (opened == null) {
            return null;
        }
        var tenant = opened.intake().tenant();
        long rows = known.rows();
        return new Subject(tenant.name(), tenant.id().value(), rows < 0 ? "" : Counts.of(rows, "row"));
    }

    private void tick() {
        model.tick();
        clocks.tick(model.now());
    }

    private void key(KeyEvent event) {
        if (NEXT.match(event)) {
            model.next();
            event.consume();
        } else if (BACK.match(event)) {
            model.back();
            event.consume();
        } else if (NEXT_CONFLICT.match(event)) {
            model.diff().nextConflict();
            event.consume();
        } else if (model.shownProperty().get() == Pane.DIFF
                && !(event.getTarget() instanceof TextInputControl)
                && plain(event)) {
            decide(event);
        }
    }

    private static boolean plain(KeyEvent event) {
        return !event.isControlDown() && !event.isAltDown() && !event.isMetaDown();
    }

    private void decide(KeyEvent event) {
        Choice choice = switch (event.getCode()) {
            case DIGIT1, NUMPAD1 -> Choice.LAST_GOOD;
            case DIGIT2, NUMPAD2 -> Choice.LIVE;
            default -> null;
        };
        if (choice != null) {
            model.diff().choose(choice);
            event.consume();
        }
    }

    /// Shows the pane that is looked at, or the work that runs or has stopped in its place.
    private void arrange() {
        boolean here =
                model.shownProperty().get() == Pane.of(model.currentProperty().get());
        boolean work = here
                && (model.troubleProperty().get() != null
                        || (model.work().slowProperty().get()
                                // The search shows itself, look by look; comparing again keeps the tables.
                                && model.currentProperty().get() != RestoreStep.DIFF
                                && model.shownProperty().get() != Pane.FIND));
        RestorePane pane = work
                ? workPane
                : Objects.requireNonNull(panes.get(model.shownProperty().get()));
        if (!pane.equals(shown)) {
            shown = pane;
            place.put(pane, narrow);
            focus();
        }
    }

    /// A narrow window has the rail in one line, and what stands on the right below.
    private void fit() {
        double scale = actions.text().getFont().getSize() / TEXT_PX;
        boolean now = root.getWidth() > 0 && root.getWidth() < NARROW * scale;
        panes.values().forEach(pane -> pane.fit(scale, now));
        if (now != narrow) {
            narrow = now;
            root.setLeft(now ? null : rail);
            root.setTop(now ? line : null);
            actions.narrow(now);
            RestorePane pane = shown;
            if (pane != null) {
                place.put(pane, now);
            }
        }
    }

    /// Keeps the keyboard on this screen when the pane that had it is gone.
    private void focus() {
        if (root.getScene() == null) {
            return;
        }
        // A pane that is shown for the first time has its fields in the scene only once its skins are made.
        root.getScene().getRoot().applyCss();
        RestorePane pane =
                Objects.requireNonNull(panes.get(model.shownProperty().get()));
        Node first = pane.equals(shown) ? pane.first() : null;
        if (first != null) {
            first.requestFocus();
        } else if (actions.primary().isDisabled()) {
            root.requestFocus();
        } else {
            actions.primary().requestFocus();
        }
    }

    private static String sheet() {
        return Objects.requireNonNull(RestoreView.class.getResource("restore.css"), "restore.css")
                .toExternalForm();
    }
}
