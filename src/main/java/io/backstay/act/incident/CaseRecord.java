package io.backstay.act.incident;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.after.Action;
import io.backstay.incident.after.Finished;
import io.backstay.incident.clock.Moments;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.report.CaseStory.Sent;
import io.backstay.incident.report.ComparedSize;
import io.backstay.incident.report.Recovery;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.incident.report.RestoreUndone;
import io.backstay.incident.report.StoredReport;
import io.backstay.incident.report.Variant;
import io.backstay.incident.verdict.VerdictCard;
import io.backstay.policy.Policy;
import io.backstay.restore.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one case's papers say, and writing the next one.
final class CaseRecord {
    static final String VERDICT = "verdict";
    static final String TOLD = "told";
    static final String AGREEMENT = "agreement";
    private static final String KEPT = "kept";
    private static final Map<String, Class<? extends Record>> TYPES = types();

    private final CaseBook book;
    private final String id;

    CaseRecord(CaseBook book, String id) {
        this.book = book;
        this.id = id;
    }

    private static Map<String, Class<? extends Record>> types() {
        Map<String, Class<? extends Record>> types = new HashMap<>(TimelineDesk.kinds());
        types.put(VERDICT, Given.class);
        types.put(RestoreCase.RESTORE, RestoreCase.Joined.class);
        types.put(Recovery.DECLARED, Recovery.Moment.class);
        types.put(Recovery.ELSEWHERE, Recovery.Moment.class);
        types.put(TOLD, Sent.class);
        types.put(Recovery.ANSWERED, Recovery.Moment.class);
        types.put(KEPT, Kept.class);
        types.put(AGREEMENT, Agreement.class);
        types.put(Action.PAPER, Action.class);
        types.put(Finished.PAPER, Finished.class);
        types.put(ComparedSize.PAPER, ComparedSize.class);
        types.put(RestoreOutcome.PAPER, RestoreOutcome.class);
        types.put(RestoreUndone.PAPER, RestoreUndone.class);
        for (Variant variant : Variant.values()) {
            types.put(variant.paper(), StoredReport.class);
        }
        return Map.copyOf(types);
    }

    /// Refuses a paper that this could not read again, before a file with it is taken.
    static void require(Paper paper) throws BackstayException {
        Class<? extends Record> type = TYPES.get(paper.kind());
        if (type != null) {
            Json.parse("a " + paper.kind() + " in the file", paper.document(), type);
        }
    }

    /// The part of a card that the clocks and numbers need later.
    record Given(
            String answer,
            String loss,
            @Nullable Duration lossWindow,
            @Nullable Instant expiresAt) {
        Given {
            Verdict.Answer.valueOf(answer);
        }

        Verdict.Answer verdict() {
            return Verdict.Answer.valueOf(answer);
        }
    }

    /// A claim that was kept.
    ///
    /// @param sentence in which it stands; another sentence with the same claim is not kept
    record Kept(String rule, String sentence, String reason) {}

    /// A written agreement with the customer.
    ///
    /// @param reference where it can be found
    record Agreement(String reference) {}

    void agreed(String reference, Instant at, String actor) throws BackstayException {
        add(AGREEMENT, new Agreement(reference), at, actor);
    }

    /// Where the written agreement with the customer is found that was linked last.
    @Nullable
    String agreement() throws BackstayException {
        Paper paper = book.papers().newest(id, AGREEMENT);
        return paper == null ? null : read(paper, Agreement.class).reference();
    }

    CaseFile file() throws BackstayException {
        return book.find(id);
    }

    CaseIntake intake() throws BackstayException {
        CaseFile file = file();
        Paper paper = book.papers().newest(id, CaseIntake.PAPER);
        if (paper == null) {
            throw new BackstayException(new Failure.NotFound(
                    "An intake of " + file.id(), "It was opened before Backstay kept them; open a new case."));
        }
        return read(paper, CaseIntake.class);
    }

    void intake(CaseIntake intake, Instant at, String actor) throws BackstayException {
        add(CaseIntake.PAPER, intake, at, actor);
    }

    void given(VerdictCard card, Instant at, String actor) throws BackstayException {
        var given = new Given(
                card.verdict().answer().name(),
                card.loss(),
                card.verdict().lossWindow(),
                card.verdict().expiresAt());
        add(VERDICT, given, at, actor);
    }

    @Nullable
    Given given() throws BackstayException {
        Paper paper = book.papers().newest(id, VERDICT);
        return paper == null ? null : read(paper, Given.class);
    }

    void declared(Instant declaredAt, Instant at, String actor) throws BackstayException {
        add(Recovery.DECLARED, new Recovery.Moment(declaredAt), at, actor);
    }

    void told(MessageKind kind, Instant sentAt, Instant at, String actor) throws BackstayException {
        add(TOLD, new Sent(kind, sentAt), at, actor);
    }

    void answered(Instant answeredAt, Instant at, String actor) throws BackstayException {
        add(Recovery.ANSWERED, new Recovery.Moment(answeredAt), at, actor);
    }

    void restoredElsewhere(Instant restoredAt, Instant at, String actor) throws BackstayException {
        add(Recovery.ELSEWHERE, new Recovery.Moment(restoredAt), at, actor);
    }

    /// How far the service has come back.
    Recovery recovery() throws BackstayException {
        return Recovery.of(file(), book.papers().all(id));
    }

    void kept(Kept kept, Instant at, String actor) throws BackstayException {
        add(KEPT, kept, at, actor);
    }

    List<Kept> kept() throws BackstayException {
        List<Kept> kept = new ArrayList<>();
        for (Paper paper : book.papers().all(id, KEPT)) {
            kept.add(read(paper, Kept.class));
        }
        return kept;
    }

    /// @param probes how many are configured
    Moments moments(int probes, Policy policy) throws BackstayException {
        CaseFile file = file();
        CaseIntake intake = intake();
        Recovery recovery = recovery();
        List<Sent> sent = new ArrayList<>();
        for (Paper told : book.papers().all(id, TOLD)) {
            sent.add(read(told, Sent.class));
        }
        Given given = given();
        Instant about = intake.about();
        return new Moments(
                about == null ? null : about.minus(intake.spread()),
                intake.reportedAt(),
                recovery.declaredAt(),
                recovery.answeredAt(),
                latest(sent.stream().map(Sent::at)),
                latest(sent.stream()
                        .filter(each -> each.kind() == MessageKind.CLOSING)
                        .map(Sent::at)),
                latest(RestoreUndone.of(id, book.papers().all(id)).stream().map(RestoreUndone::at)),
                file.state() == CaseState.OPEN ? null : file.closedAt(),
                given == null ? null : given.expiresAt(),
                Moments.Cadence.of(intake.updateEvery(), intake.severity(), policy),
                probes);
    }

    private static @Nullable Instant latest(Stream<Instant> moments) {
        return moments.max(Comparator.naturalOrder()).orElse(null);
    }

    private void add(String kind, Record document, Instant at, String actor) throws BackstayException {
        book.papers().add(id, new Paper(kind, at, actor, Json.compact(document)));
    }

    private <T extends Record> T read(Paper paper, Class<T> type) throws BackstayException {
        return Json.parse("the " + paper.kind() + " of " + id, paper.document(), type);
    }
}
