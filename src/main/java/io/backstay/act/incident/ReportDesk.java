package io.backstay.act.incident;

import io.backstay.act.incident.signed.ReportSigning;
import io.backstay.act.role.Permission;
import io.backstay.audit.Deed;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.codec.WholeFile;
import io.backstay.codec.Words;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.print.Organisation;
import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.print.Sheet;
import io.backstay.incident.report.CaseCurve;
import io.backstay.incident.report.CaseReport;
import io.backstay.incident.report.CaseStory;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportDraft.Flagged;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.ReportState;
import io.backstay.incident.report.StoredReport;
import io.backstay.incident.report.Templates;
import io.backstay.incident.report.Told;
import io.backstay.incident.report.Variant;
import io.backstay.incident.signed.ReportCheck;
import io.backstay.incident.timeline.LineId;
import io.backstay.policy.Policies;
import io.backstay.policy.curve.AssetCurve;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The reports of the cases of one state folder; every act on them is recorded and, but for saving, enters the case's
/// timeline.
public final class ReportDesk implements Reports {
    private final Books books;
    private final Path home;
    private final Path reports;
    private final String actor;
    private final Policies policies;
    private final Incidents incidents;
    private final InstantSource clock;

    /// The desk of whoever sits there; opens nothing.
    ///
    /// @param home the state folder; `reports` in it holds one folder per case, and own templates in `templates`;
    ///             `organisation.json` says who hands them on
    public ReportDesk(
            Books books, Path home, String actor, Policies policies, Incidents incidents, InstantSource clock) {
        this.books = books;
        this.home = home;
        this.reports = home.resolve("reports");
        this.actor = actor;
        this.policies = policies;
        this.incidents = incidents;
        this.clock = clock;
    }

    /// What is opened when it is first needed.
    ///
    /// @param key signs final reports
    public record Books(
            IncidentDesk.Cases cases,
            Acts acts,
            IncidentDesk.Recording recorder,
            Curves curves,
            ReportSigning.Key key) {}

    /// What a database can be gone back to.
    @FunctionalInterface
    public interface Curves {
        /// Its curve under a policy at an instant; null where there is none.
        @Nullable
        AssetCurve of(String policy, AssetId asset, Instant at) throws BackstayException;
    }

    /// Where the record of acts is found.
    @FunctionalInterface
    public interface Acts extends ReportSigning.RecordSource {}

    /// A report with everything that it is written from.
    private record Standing(
            CaseStory story,
            ReportState state,
            List<ReportSection> sections,
            List<Fact> facts,
            @Nullable StoredReport stored,
            @Nullable Instant savedAt,
            Instant at) {}

    @Override
    public ReportDraft draft(String caseId, Variant variant) throws BackstayException {
        Standing standing = standing(caseId, variant);
        List<Flagged> objections = check(caseId, standing.sections(), standing.facts());
        return new ReportDraft(
                variant, standing.state(), standing.sections(), standing.facts(), objections, standing.savedAt());
    }

    @Override
    public List<Flagged> check(String caseId, Variant variant, List<ReportSection> sections) throws BackstayException {
        return check(caseId, sections, standing(caseId, variant).facts());
    }

    /// One check for whoever asks: a claim is kept by its sentence, so everybody has to read the same sentence.
    private List<Flagged> check(String caseId, List<ReportSection> sections, List<Fact> facts)
            throws BackstayException {
        var claims = CaseClaims.of(new CaseRecord(books.cases().open(), caseId), policies);
        List<Flagged> objections = new ArrayList<>();
        for (ReportSection section : sections) {
            Told told = Told.of(section.prose(), facts);
            List<Objection> found =
                    new ArrayList<>(told.placed(claims.read(told.text()).objections()));
            found.addAll(CaseReport.objections(section.prose(), facts));
            found.sort(Comparator.comparingInt(Objection::from));
            found.forEach(objection -> objections.add(new Flagged(section.id(), objection)));
        }
        return objections;
    }

    private Standing standing(String caseId, Variant variant) throws BackstayException {
        Paper paper = books.cases().open().papers().newest(caseId, variant.paper());
        StoredReport stored =
                paper == null ? null : Json.parse("the report of " + caseId, paper.document(), StoredReport.class);
        Instant now = clock.instant();
        StoredReport.Cut cut = stored == null ? null : stored.cut();
        CaseStory story = stories().of(caseId, cut, now);
        List<ReportSection> sections = stored == null
                ? Templates.draft(story, variant, reports.resolve("templates"))
                : Templates.complete(variant, stored.sections());
        // What was final says what it said, whatever a policy says today.
        List<Fact> facts = cut == null || stored == null ? new CaseReport(story, variant).facts() : stored.facts();
        return new Standing(
                story,
                stored == null ? ReportState.DRAFT : stored.state(),
                sections,
                facts,
                stored,
                paper == null ? null : paper.at(),
                cut == null ? now : cut.at());
    }

    @Override
    public ReportDraft save(String caseId, Variant variant, List<ReportSection> sections) throws BackstayException {
        books.cases().open().find(caseId);
        CaseReport.require(variant, sections);
        Standing before = standing(caseId, variant);
        if (before.savedAt() == null
                || before.state() != ReportState.DRAFT
                || !before.sections().equals(sections)) {
            // No line of the timeline: people save often, and the papers have every version.
            books.recorder().open().act(Permission.KEEP_CASE, deed(caseId, "incident.report-save", variant), () -> {
                keep(caseId, variant, StoredReport.unfinished(ReportState.DRAFT, sections));
                return caseId;
            });
        }
        return draft(caseId, variant);
    }

    @Override
    public Path setAside(String caseId, Variant variant, List<ReportSection> sections) throws BackstayException {
        String moment = clock.instant().toString().replace(':', '-');
        Path file = home.resolve("unsaved").resolve(caseId + "-" + Words.of(variant) + "-" + moment + ".md");
        String words = sections.stream()
                .map(each -> "## " + each.title() + "\n\n" + each.prose() + "\n")
                .collect(Collectors.joining("\n"));
        WholeFile.writePrivate(file, out -> out.write(words.getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    @Override
    public ReportDraft redraft(String caseId, Variant variant, Path templates) throws BackstayException {
        CaseStory story = stories().of(caseId, null, clock.instant());
        return save(caseId, variant, Templates.draft(story, variant, templates));
    }

    @Override
    public ReportDraft review(String caseId, Variant variant) throws BackstayException {
        List<ReportSection> sections = standing(caseId, variant).sections();
        act(caseId, "incident.report-review", variant, "Report given to be reviewed", () -> {
            keep(caseId, variant, StoredReport.unfinished(ReportState.IN_REVIEW, sections));
            return caseId;
        });
        return draft(caseId, variant);
    }

    @Override
    public ReportDraft finish(String caseId, Variant variant) throws BackstayException {
        ReportDraft draft = clear(caseId, variant);
        if (draft.state() == ReportState.FINAL) {
            return draft;
        }
        StoredReport.Cut cut = stories().cut(caseId, clock.instant());
        // Of exactly that moment, so that it says the same whenever it is written.
        CaseStory story = stories().of(caseId, cut, cut.at());
        List<Fact> facts = new CaseReport(story, variant).facts();
        CaseCurve curve = curve(story, cut.at());
        act(caseId, "incident.report-final", variant, "Report made final", () -> {
            keep(caseId, variant, new StoredReport(ReportState.FINAL, draft.sections(), cut, facts, curve));
            return caseId;
        });
        return draft(caseId, variant);
    }

    @Override
    public List<Objection> keep(
            String caseId, Variant variant, @Nullable String rule, @Nullable String sentence, String reason)
            throws BackstayException {
        Standing standing = standing(caseId, variant);
        List<Objection> kept = new ArrayList<>();
        for (ReportSection section : standing.sections()) {
            String told = Told.of(section.prose(), standing.facts()).text();
            kept.addAll(incidents.keep(caseId, told, rule, sentence, reason));
        }
        return List.copyOf(kept);
    }

    @Override
    public ReportWriter.Written write(String caseId, Variant variant, @Nullable Path folder) throws BackstayException {
        Standing standing = standing(caseId, variant);
        StoredReport stored = standing.stored();
        StoredReport.Cut cut = stored == null ? null : stored.cut();
        if (cut == null) {
            clear(caseId, variant);
        } else if (!cut.record().equals(books.acts().open().origin())) {
            throw new BackstayException(new Failure.Conflict(
                    "The report was made final on another workstation, beside whose record it stands",
                    "Write it there, or edit it here, which begins a new draft."));
        }
        Path own = folder == null ? reports.resolve(caseId).resolve(Words.of(variant)) : folder;
        Sheet sheet = sheet(standing, variant, standing.sections());
        return act(
                caseId,
                "incident.report-write",
                variant,
                "Report written",
                () -> {
                    ReportWriter.Written written = ReportWriter.write(sheet, own);
                    return cut == null ? written : signed(standing, variant, written);
                },
                ReportDesk::signature);
    }

    /// Only what is final is signed: anything else would be another report tomorrow.
    private ReportWriter.Written signed(Standing standing, Variant variant, ReportWriter.Written written)
            throws BackstayException {
        String caseId = standing.story().file().id();
        Paper last = books.cases().open().papers().newest(caseId, variant.paper());
        if (last == null) {
            return written;
        }
        List<Paper> papers = new CaseReport(standing.story(), variant).papers();
        var subject = new ReportSigning.Subject(caseId, variant, last, papers);
        return signing().sign(subject, written, books.acts().open(), clock.instant());
    }

    private static Map<String, String> signature(ReportWriter.Written written) {
        ReportWriter.Signature signed = written.signature();
        return signed == null ? Map.of() : Map.of("signed", signed.sha256());
    }

    private ReportSigning signing() {
        return new ReportSigning(home, actor, books.key());
    }

    @Override
    public ReportCheck verify(Path given, @Nullable Path keys) throws BackstayException {
        return signing().check(given, keys, books.acts());
    }

    @Override
    public Sheet sheet(String caseId, Variant variant, List<ReportSection> sections) throws BackstayException {
        CaseReport.require(variant, sections);
        return sheet(standing(caseId, variant), variant, sections);
    }

    private Sheet sheet(Standing standing, Variant variant, List<ReportSection> sections) throws BackstayException {
        StoredReport stored = standing.stored();
        CaseCurve curve =
                stored == null || stored.cut() == null ? curve(standing.story(), standing.at()) : stored.curve();
        return new CaseReport(standing.story(), variant)
                .sheet(standing.state(), sections, standing.facts(), curve, standing.at())
                .from(Organisation.of(home));
    }

    private @Nullable CaseCurve curve(CaseStory story, Instant at) throws BackstayException {
        AssetId asset = story.intake().asset();
        String policy = story.promised().policy().id();
        AssetCurve found = asset == null ? null : books.curves().of(policy, asset, at);
        return found == null ? null : new CaseCurve(found.asset().id(), policy, found.curve());
    }

    /// Refuses while anything stands in the way.
    private ReportDraft clear(String caseId, Variant variant) throws BackstayException {
        ReportDraft draft = draft(caseId, variant);
        if (!draft.objections().isEmpty()) {
            Flagged first = draft.objections().getFirst();
            throw new BackstayException(new Failure.Conflict(
                    "In the section " + first.section() + ", "
                            + first.objection().why(),
                    "Change the words, or keep a claim for a reason; objections in all: "
                            + draft.objections().size() + "."));
        }
        return draft;
    }

    /// Writes into a case.
    @FunctionalInterface
    private interface Writing<T> {
        T write() throws BackstayException;
    }

    private void act(String caseId, String act, Variant variant, String sentence, Writing<String> writing)
            throws BackstayException {
        act(caseId, act, variant, sentence, writing, _ -> Map.of());
    }

    private <T> T act(
            String caseId,
            String act,
            Variant variant,
            String sentence,
            Writing<T> writing,
            Function<T, Map<String, String>> facts)
            throws BackstayException {
        var line = new CaseEntry(
                clock.instant(), actor, sentence + ": " + variant.title().toLowerCase(Locale.ROOT));
        return books.recorder()
                .open()
                .act(
                        Permission.KEEP_CASE,
                        deed(caseId, act, variant),
                        () -> {
                            T result = writing.write();
                            books.cases().open().append(caseId, line);
                            return result;
                        },
                        result -> {
                            Map<String, String> said = new TreeMap<>(facts.apply(result));
                            said.put(LineId.DETAIL, LineId.of(line));
                            return said;
                        });
    }

    private static Deed deed(String caseId, String act, Variant variant) {
        return Deed.of(act, Words.of(variant)).inCase(caseId);
    }

    private void keep(String caseId, Variant variant, StoredReport report) throws BackstayException {
        books.cases()
                .open()
                .papers()
                .add(caseId, new Paper(variant.paper(), clock.instant(), actor, Json.compact(report)));
    }

    private CaseStories stories() throws BackstayException {
        return new CaseStories(books.cases().open(), books.acts().open(), policies);
    }
}
