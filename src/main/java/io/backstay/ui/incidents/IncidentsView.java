package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.act.record.Records;
import io.backstay.incident.clock.CaseClock;
import io.backstay.ui.incidents.call.NewCaseModel;
import io.backstay.ui.incidents.call.NewCasePane;
import io.backstay.ui.incidents.report.ReportModel;
import io.backstay.ui.incidents.report.ReportPane;
import io.backstay.ui.incidents.sets.SetsModel;
import io.backstay.ui.incidents.sets.SetsPane;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.Clip;
import io.backstay.ui.kit.PaneStack;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.entry.Keyboard;
import io.backstay.ui.shell.Navigation;
import io.backstay.ui.shell.Place;
import io.backstay.ui.shell.Screen;
import io.backstay.ui.shell.Section;
import java.io.File;
import java.util.List;
import java.util.Objects;
import javafx.beans.value.ObservableIntegerValue;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// The cases on the left; the chosen one's verdict, timeline, actions and report in the middle; its clocks and messages
/// on the right.
///
/// Ctrl N opens a new one, Ctrl F looks for past ones, Ctrl B shows them in numbers, Ctrl T goes to the restore of the
/// chosen one, Ctrl I corrects its intake, Ctrl D declares it, Ctrl M begins a note, Ctrl R writes the report, with the
/// timeline on the left. Ctrl Shift D declares at a time, Ctrl Shift E ends the case, Ctrl S writes it into a file and
/// Ctrl O takes one, Ctrl E hands on data sets.
public final class IncidentsView implements Screen {
    private final IncidentsModel model;
    private final Navigation navigation;
    private final BorderPane root = new BorderPane();
    private final BorderPane chosen = new BorderPane();
    private final CaseModel beside;
    private final NewCaseModel opening;
    private final ToggleButton verdict = new ToggleButton("Verdict");
    private final ToggleButton events = new ToggleButton("Timeline");
    private final ToggleButton following = new ToggleButton("Actions");
    private final ToggleButton writing = new ToggleButton("Report");
    private final CaseHead head;
    private final NoteLine note;
    private final TimelineModel lines;
    private final Node timeline;
    private final BorderPane split = new BorderPane(chosen);
    private final ActionsPane actions;
    private final CaseList cases;
    private final @Nullable ReportModel writer;
    private final @Nullable ReportPane report;
    private final PaneStack list;
    private final NewCasePane form;
    private final PastPane past;
    private @Nullable SetsModel sets;
    private @Nullable SetsPane handing;
    private String seen = "";

    /// @param beside  what is known of the chosen case
    /// @param lines   what is done to its timeline
    /// @param opening the form for a new one
    /// @param writer  the report of the chosen one; null where reports are not written in the window
    public IncidentsView(
            IncidentsModel model,
            CaseModel beside,
            TimelineModel lines,
            NewCaseModel opening,
            @Nullable ReportModel writer,
            Navigation navigation) {
        this.model = model;
        this.beside = beside;
        this.lines = lines;
        this.opening = opening;
        this.navigation = navigation;
        this.writer = writer;
        this.note = new NoteLine(beside);
        this.report = writer == null ? null : new ReportPane(writer);
        HBox parts = Buttons.segments(
                writer == null ? List.of(verdict, events, following) : List.of(verdict, events, following, writing));
        this.head = new CaseHead(beside, parts, note, ways());
        events.setId("case-events");
        verdict.setId("case-verdict");
        following.setId("case-actions");
        writing.setId("case-report");
        writing.setTooltip(new Tooltip("Ctrl R"));
        actions = new ActionsPane(beside.actions());
        cases = new CaseList(model, opening.refusal(), opening::begin);
        Buttons.unless(
                opening.refusal(), cases.way("case-take", "Case file", "fth-folder", "Ctrl O: opens one", this::take));
        split.setLeft(cases);
        split.setRight(new CaseSide(beside));
        var happened = new TimelinePane(lines, model.timeline());
        timeline = new PaneStack(happened, model.timelineStateProperty(), model::refreshTimeline);
        list = new PaneStack(split, model.stateProperty(), this::act);
        form = new NewCasePane(opening);
        past = new PastPane(model.past());
        model.past().openProperty().subscribe(this::centre);
        opening.openProperty().subscribe(() -> {
            model.past().openProperty().set(false);
            centre();
        });
        centre();
        opening.onOpened((id, manifests) -> {
            if (manifests.isEmpty()) {
                // A corrected intake changes the card and the clocks, whether or not the list shows it.
                beside.refresh(id);
            } else {
                beside.judgeBy(id, manifests);
            }
            model.open(id);
        });
        beside.course().onEnded(model::refresh);
        beside.onChanged(model::refreshTimeline);
        lines.onChanged(model::refreshTimeline);
        beside.knownProperty().subscribe(this::middle);
        verdict.selectedProperty()
                .addListener(_ -> middle(beside.knownProperty().get()));
        following
                .selectedProperty()
                .addListener(_ -> middle(beside.knownProperty().get()));
        writing.selectedProperty().addListener(_ -> arrange());
        root.setOnKeyPressed(this::pressed);
        root.getStylesheets()
                .add(Objects.requireNonNull(IncidentsView.class.getResource("incidents.css"), "incidents.css")
                        .toExternalForm());
        model.selectedProperty().subscribe(this::show);
    }

    /// The same where a firm's data sets can be handed on and compared, by Ctrl E.
    public IncidentsView with(SetsModel model) {
        sets = model;
        handing = new SetsPane(model);
        model.openProperty().subscribe(this::centre);
        cases.way("sets-open", "Data sets", "fth-folder", "Ctrl E", this::beginSets);
        return this;
    }

    /// What lies on top is in the middle, and what lies under it comes back as it was left.
    private void centre() {
        if (handsOn() && handing != null) {
            root.setCenter(handing);
        } else if (opening.openProperty().get()) {
            root.setCenter(form);
            Keyboard.into(form.first());
        } else if (model.past().openProperty().get()) {
            root.setCenter(past);
            past.begin();
        } else {
            root.setCenter(list);
        }
    }

    private boolean handsOn() {
        return sets != null && sets.openProperty().get();
    }

    /// For the firm of the case that is in sight.
    private void beginSets() {
        CaseModel.Known known = beside.knownProperty().get();
        Cases.Summary one = model.selectedProperty().get();
        if (sets != null) {
            model.past().openProperty().set(false);
            sets.begin(
                    one == null
                            ? null
                            : new SetsModel.OfCase(
                                    one.id(),
                                    one.tenant(),
                                    known == null ? null : known.intake().tenant()));
        }
    }

    @Override
    public Section section() {
        return Section.INCIDENTS;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void onShown(Place place) {
        if (place instanceof Place.DataSets) {
            beginSets();
        } else if (sets != null && place instanceof Place.Incidents(var wanted) && wanted != null) {
            sets.openProperty().set(false);
        }
        model.open(place instanceof Place.Incidents wanted ? wanted.incident() : null);
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public ObservableIntegerValue badge() {
        return model.openProperty();
    }

    private void pressed(KeyEvent pressed) {
        boolean control = pressed.isShortcutDown() && !pressed.isAltDown();
        Runnable act = pressed.getCode() == KeyCode.ESCAPE
                ? back()
                : !control ? null : pressed.isShiftDown() ? shifted(pressed.getCode()) : act(pressed.getCode());
        if (act != null) {
            act.run();
            pressed.consume();
            return;
        }
        // What is open hears its keys wherever the keyboard is, also beside it and outside of the screen.
        Node pane = handsOn() ? null : opening.openProperty().get() ? form : writing.isSelected() ? report : null;
        boolean key = pressed.isShortcutDown() || pressed.getCode() == KeyCode.F8;
        if (key && pane != null && !within(pressed.getTarget(), pane)) {
            pane.fireEvent(pressed.copyFor(pane, pane));
            pressed.consume();
        }
    }

    private static boolean within(EventTarget target, Node pane) {
        for (Node each = target instanceof Node node ? node : null; each != null; each = each.getParent()) {
            if (each.equals(pane)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean escape() {
        Runnable back = back();
        if (back != null) {
            back.run();
        }
        return back != null;
    }

    /// What a letter with Ctrl does here; null when nothing.
    private @Nullable Runnable act(KeyCode letter) {
        boolean asks = asks();
        boolean reads = !asks && !writing.isSelected();
        boolean covered = asks || model.past().openProperty().get();
        boolean hasCase = hasCase();
        return switch (letter) {
            case N -> asks ? null : opening::begin;
            case F -> reads && !covered ? cases::search : null;
            case B -> reads ? () -> model.past().openProperty().set(true) : null;
            case R -> hasCase && writer != null ? () -> writing.setSelected(true) : null;
            case T -> hasCase ? this::restore : null;
            case I -> hasCase && !writing.isSelected() ? this::correct : null;
            case O -> covered || beside.refusal() != null ? null : this::take;
            case S -> hasCase && !writing.isSelected() ? head.forms()::write : null;
            case M -> hasCase ? note::begin : null;
            case D -> hasCase ? beside::declare : null;
            case E -> reads && sets != null ? this::beginSets : null;
            default -> null;
        };
    }

    /// The same with Shift, for what is asked first.
    private @Nullable Runnable shifted(KeyCode letter) {
        return !hasCase() || writing.isSelected()
                ? null
                : switch (letter) {
                    case D -> head.forms()::declare;
                    case E -> head.forms()::end;
                    default -> null;
                };
    }

    /// Nothing is done to a case that is not in sight.
    private boolean hasCase() {
        return !asks()
                && !model.past().openProperty().get()
                && model.selectedProperty().get() != null;
    }

    private boolean asks() {
        return opening.openProperty().get() || handsOn();
    }

    /// What Esc puts away; null when nothing is open.
    private @Nullable Runnable back() {
        SetsModel shown = sets;
        if (shown != null && handsOn()) {
            return () -> shown.openProperty().set(false);
        }
        if (opening.openProperty().get()) {
            return opening::close;
        }
        if (model.past().openProperty().get()) {
            return () -> model.past().openProperty().set(false);
        }
        return writing.isSelected() ? () -> events.setSelected(true) : null;
    }

    /// While the report is written, what happened stands on its left, where the cases stand else.
    private void arrange() {
        Cases.Summary one = model.selectedProperty().get();
        if (!writing.isSelected() || one == null || writer == null || report == null) {
            split.setLeft(cases);
            head(one, false);
            middle(beside.knownProperty().get());
            return;
        }
        chosen.setTop(null);
        chosen.setBottom(null);
        chosen.setCenter(report);
        split.setLeft(new CaseRail(one, beside.knownProperty().get(), timeline, note, () -> events.setSelected(true)));
        report.title(one.title());
        writer.show(one.id());
        report.begin();
    }

    /// The verdict where there is one and it is asked for, else what happened.
    private void middle(CaseModel.@Nullable Known known) {
        verdict.setDisable(known == null);
        if (writer != null) {
            writer.overdue(known != null
                    && known.clocks().stream()
                            .anyMatch(each -> each.kind() == CaseClock.Kind.NEXT_UPDATE
                                    && each.state() == CaseClock.State.OVERDUE));
        }
        if (writing.isSelected()) {
            return;
        }
        if (following.isSelected()) {
            chosen.setCenter(actions);
            return;
        }
        if (known == null || events.isSelected()) {
            chosen.setCenter(timeline);
            return;
        }
        var page = new VBox(new CardPane(known, write()));
        page.getStyleClass().add("in-page");
        var scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        chosen.setCenter(scroll);
    }

    /// The card shows what is known now; the timeline keeps what somebody was told.
    private Button write() {
        Button write = Buttons.small("To the timeline", "fth-bookmark", beside::recordVerdict);
        write.setId("record-verdict");
        return Buttons.unless(beside.refusal(), write);
    }

    private void act() {
        if (model.stateProperty().get() instanceof PaneState.Empty) {
            opening.begin();
        } else {
            model.refresh();
        }
    }

    private void show(Cases.@Nullable Summary one) {
        String id = one == null ? "" : one.id();
        boolean other = !id.equals(seen);
        seen = id;
        if (other) {
            head.forms().leave();
        }
        lines.show(one == null ? null : one.id());
        beside.show(one == null ? null : one.id());
        if (one != null && writing.isSelected() && !other) {
            // Whoever writes the report of a case stays there when the case is read again.
            return;
        }
        head(one, other);
    }

    /// @param other whether it is another case than before
    private void head(Cases.@Nullable Summary one, boolean other) {
        if (one == null) {
            chosen.setTop(null);
            chosen.setBottom(null);
            return;
        }
        // Whoever opens a case that is over wants to know what was done.
        boolean over = !one.state().equals("open");
        if (other) {
            events.setSelected(over);
            verdict.setSelected(!over);
        }
        head.show(one);
        chosen.setTop(head);
        chosen.setBottom(ReportLine.of(one.report()));
    }

    private CaseHead.Ways ways() {
        return new CaseHead.Ways(
                this::restore,
                this::correct,
                () -> {
                    Cases.Summary one = model.selectedProperty().get();
                    if (one != null) {
                        navigation.go(new Place.Acts(new Records.Filter(one.id(), null, null, "")));
                    }
                },
                () -> Clip.put(model.copyTimeline()));
    }

    /// To the intake of the case in sight.
    private void correct() {
        Cases.Summary one = model.selectedProperty().get();
        CaseModel.Known known = beside.knownProperty().get();
        if (one != null && known != null) {
            opening.correct(one.id(), known.intake());
        } else {
            beside.saidNoIntake();
        }
    }

    /// To a case that somebody wrote into a file elsewhere.
    private void take() {
        var chooser = new FileChooser();
        chooser.setTitle("A case file from another workstation");
        File chosen = chooser.showOpenDialog(root.getScene().getWindow());
        if (chosen != null) {
            model.take(chosen.toPath());
        }
    }

    /// To the guided restore, with what the case knows of its call.
    private void restore() {
        Cases.Summary one = model.selectedProperty().get();
        CaseModel.Known known = beside.knownProperty().get();
        if (one != null && known != null && head.restoreRefusal(one) == null) {
            navigation.go(new Place.CaseRestore(one.id(), known.intake()));
        }
    }
}
