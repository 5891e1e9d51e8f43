package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.act.record.Records;
import io.backstay.ui.incidents.call.NewCaseModel;
import io.backstay.ui.incidents.call.NewCasePane;
import io.backstay.ui.incidents.report.ReportModel;
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
import java.util.Objects;
import javafx.beans.value.ObservableIntegerValue;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
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
    private final CaseModel beside;
    private final NewCaseModel opening;
    private final CaseList cases;
    private final CasePage page;
    private final PaneStack list;
    private final NewCasePane form;
    private final PastPane past;
    private @Nullable SetsModel sets;
    private @Nullable SetsPane handing;

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
        this.opening = opening;
        this.navigation = navigation;
        cases = new CaseList(model, opening.refusal(), opening::begin);
        Buttons.unless(
                opening.refusal(), cases.way("case-take", "Case file", "fth-folder", "Ctrl O: opens one", this::take));
        page = new CasePage(model, beside, lines, writer, cases, ways());
        list = new PaneStack(page, model.stateProperty(), this::act);
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
        beside.actions().onTest(action -> navigation.go(new Place.RestoreTest(action)));
        root.setOnKeyPressed(this::pressed);
        root.getStylesheets()
                .add(Objects.requireNonNull(IncidentsView.class.getResource("incidents.css"), "incidents.css")
                        .toExternalForm());
        model.selectedProperty().subscribe(page::show);
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
        Node pane = handsOn() ? null : opening.openProperty().get() ? form : page.report();
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
        boolean reads = !asks && !page.writes();
        boolean covered = asks || model.past().openProperty().get();
        boolean hasCase = hasCase();
        return switch (letter) {
            case N -> asks ? null : opening::begin;
            case F -> reads && !covered ? cases::search : null;
            case B -> reads ? () -> model.past().openProperty().set(true) : null;
            case R -> hasCase && page.canWrite() ? page::write : null;
            case T -> hasCase ? this::restore : null;
            case I -> hasCase && !page.writes() ? this::correct : null;
            case O -> covered || beside.refusal() != null ? null : this::take;
            case S -> hasCase && !page.writes() ? page.forms()::write : null;
            case M -> hasCase ? page::note : null;
            case D -> hasCase ? beside::declare : null;
            case E -> reads && sets != null ? this::beginSets : null;
            default -> null;
        };
    }

    /// The same with Shift, for what is asked first.
    private @Nullable Runnable shifted(KeyCode letter) {
        return !hasCase() || page.writes()
                ? null
                : switch (letter) {
                    case D -> page.forms()::declare;
                    case E -> page.forms()::end;
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
        return page.writes() ? page::leaveReport : null;
    }

    private void act() {
        if (model.stateProperty().get() instanceof PaneState.Empty) {
            opening.begin();
        } else {
            model.refresh();
        }
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
        if (one != null && known != null && page.restoreRefusal(one) == null) {
            navigation.go(new Place.CaseRestore(one.id(), known.intake()));
        }
    }
}
