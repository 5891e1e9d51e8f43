package io.backstay.ui.incidents;

import io.backstay.act.Cases;
import io.backstay.incident.clock.CaseClock;
import io.backstay.ui.incidents.course.CourseForms;
import io.backstay.ui.incidents.report.ReportModel;
import io.backstay.ui.incidents.report.ReportPane;
import io.backstay.ui.kit.Buttons;
import io.backstay.ui.kit.PaneStack;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One case between the list of all and its clocks: its verdict, timeline or actions under its head, or the report that
/// is written of it beside what happened.
final class CasePage extends BorderPane {
    private final CaseModel beside;
    private final TimelineModel lines;
    private final BorderPane chosen = new BorderPane();
    private final ToggleButton verdict = new ToggleButton("Verdict");
    private final ToggleButton events = new ToggleButton("Timeline");
    private final ToggleButton following = new ToggleButton("Actions");
    private final ToggleButton writing = new ToggleButton("Report");
    private final CaseHead head;
    private final NoteLine note;
    private final Node timeline;
    private final ActionsPane actions;
    private final Node cases;
    private final @Nullable ReportModel writer;
    private final @Nullable ReportPane report;
    private Cases.@Nullable Summary shown;
    private String seen = "";

    /// @param lines  what is done to its timeline
    /// @param writer its report; null where reports are not written in the window
    /// @param cases  what stands on its left while no report is written
    CasePage(
            IncidentsModel model,
            CaseModel beside,
            TimelineModel lines,
            @Nullable ReportModel writer,
            Node cases,
            CaseHead.Ways ways) {
        this.beside = beside;
        this.lines = lines;
        this.writer = writer;
        this.cases = cases;
        this.note = new NoteLine(beside);
        this.report = writer == null ? null : new ReportPane(writer);
        HBox parts = Buttons.segments(
                writer == null ? List.of(verdict, events, following) : List.of(verdict, events, following, writing));
        this.head = new CaseHead(beside, parts, note, ways);
        events.setId("case-events");
        verdict.setId("case-verdict");
        following.setId("case-actions");
        writing.setId("case-report");
        writing.setTooltip(new Tooltip("Ctrl R"));
        actions = new ActionsPane(beside.actions());
        var happened = new TimelinePane(lines, model.timeline());
        timeline = new PaneStack(happened, model.timelineStateProperty(), model::refreshTimeline);
        setLeft(cases);
        setCenter(chosen);
        setRight(new CaseSide(beside));
        beside.knownProperty().subscribe(this::middle);
        for (ToggleButton part : List.of(verdict, following)) {
            part.selectedProperty()
                    .addListener(_ -> middle(beside.knownProperty().get()));
        }
        writing.selectedProperty().addListener(_ -> arrange());
    }

    /// What is asked before something is done to the case as a whole.
    CourseForms forms() {
        return head.forms();
    }

    /// Why no restore of this case can be begun; null when one can, once its intake was read.
    @Nullable
    String restoreRefusal(Cases.Summary of) {
        return head.restoreRefusal(of);
    }

    /// Begins a line for the timeline.
    void note() {
        note.begin();
    }

    /// Whether reports are written here.
    boolean canWrite() {
        return writer != null;
    }

    /// Begins to write the report.
    void write() {
        writing.setSelected(true);
    }

    /// Whether the report is being written.
    boolean writes() {
        return writing.isSelected();
    }

    /// The report that is being written; null while none is.
    @Nullable
    Node report() {
        return writes() ? report : null;
    }

    /// Leaves the report for the timeline.
    void leaveReport() {
        events.setSelected(true);
    }

    /// Shows a case, or none.
    void show(Cases.@Nullable Summary one) {
        shown = one;
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

    /// While the report is written, what happened stands on its left, where the cases stand else.
    private void arrange() {
        Cases.Summary one = shown;
        if (!writing.isSelected() || one == null || writer == null || report == null) {
            setLeft(cases);
            head(one, false);
            middle(beside.knownProperty().get());
            return;
        }
        chosen.setTop(null);
        chosen.setBottom(null);
        chosen.setCenter(report);
        setLeft(new CaseRail(one, beside.knownProperty().get(), timeline, note, this::leaveReport));
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
        var page = new VBox(new CardPane(known, keep()));
        page.getStyleClass().add("in-page");
        var scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        chosen.setCenter(scroll);
    }

    /// The card shows what is known now; the timeline keeps what somebody was told.
    private Button keep() {
        Button write = Buttons.small("To the timeline", "fth-bookmark", beside::recordVerdict);
        write.setId("record-verdict");
        return Buttons.unless(beside.refusal(), write);
    }
}
