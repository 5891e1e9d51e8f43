package io.backstay.incident.past;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.after.Finished;
import io.backstay.incident.after.Tracked;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.timeline.LineId;
import io.backstay.incident.timeline.RecordedAct;
import io.backstay.incident.timeline.Timeline;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks through the cases of one book, the newest first: titles, intakes as they stand now, actions with what came of
/// them, the lines that were written into timelines, and those that timelines take from the record of acts.
public final class CaseSearch {
    /// How many cases a search gives at most.
    public static final int HITS_MAX = 100;

    private static final int ASIDE = 60;

    private final CaseBook book;
    private final Recorded recorded;

    /// Over a book.
    ///
    /// @param recorded is asked only for cases in which a word stands nowhere else
    public CaseSearch(CaseBook book, Recorded recorded) {
        this.book = book;
        this.recorded = recorded;
    }

    /// What the record of acts says of a case.
    @FunctionalInterface
    public interface Recorded {
        /// The acts that concern a case.
        ///
        /// @param intake as it stands now, null for a case of before they were kept
        List<RecordedAct> of(CaseFile file, @Nullable CaseIntake intake) throws BackstayException;
    }

    /// A text of a case.
    private record Part(String in, String text) {}

    /// Looks through at most [CaseBook#CASES_MAX] cases.
    public Found find(CaseQuery query) throws BackstayException {
        List<Found.Hit> hits = new ArrayList<>();
        List<CaseFile> all = book.list();
        int looked = 0;
        for (CaseFile file : all) {
            if (hits.size() == HITS_MAX) {
                break;
            }
            looked++;
            if (!wanted(file, query)) {
                continue;
            }
            List<Paper> papers = book.papers().all(file.id());
            CaseIntake intake = intake(file.id(), papers);
            List<Found.Spot> spots = causeFits(query, intake) ? spots(file, intake, papers, query.words()) : null;
            if (spots != null) {
                hits.add(hit(file, intake, spots));
            }
        }
        return new Found(hits, looked, looked < all.size() || all.size() == CaseBook.CASES_MAX);
    }

    private static boolean wanted(CaseFile file, CaseQuery query) {
        LocalDate day = LocalDate.ofInstant(file.openedAt(), ZoneOffset.UTC);
        LocalDate from = query.from();
        LocalDate to = query.to();
        String tenant = query.tenant();
        return (from == null || !day.isBefore(from))
                && (to == null || !day.isAfter(to))
                && (tenant == null
                        || file.tenant().id().value().equals(tenant)
                        || Folded.of(file.tenant().name())
                                .plain()
                                .equals(Folded.of(tenant).plain()));
    }

    private static boolean causeFits(CaseQuery query, @Nullable CaseIntake intake) {
        return query.cause() == null || (intake != null && intake.reason() == query.cause());
    }

    /// The intake that holds; null for a case of before they were kept.
    static @Nullable CaseIntake intake(String caseId, List<Paper> papers) throws BackstayException {
        Paper newest = CasePapers.newest(papers, CaseIntake.PAPER);
        return newest == null ? null : Json.parse("the intake of " + caseId, newest.document(), CaseIntake.class);
    }

    /// One for each word; null when a word stands nowhere.
    private @Nullable List<Found.Spot> spots(
            CaseFile file, @Nullable CaseIntake intake, List<Paper> papers, List<String> words)
            throws BackstayException {
        if (words.isEmpty()) {
            return List.of();
        }
        List<String> missing = new ArrayList<>(words);
        List<Found.Spot> spots = new ArrayList<>();
        seek(parts(file, intake, papers), missing, spots);
        if (!missing.isEmpty()) {
            seek(timeline(file.id()), missing, spots);
        }
        if (!missing.isEmpty()) {
            seek(record(file, intake, papers), missing, spots);
        }
        return missing.isEmpty() ? spots : null;
    }

    private static void seek(List<Part> parts, List<String> missing, List<Found.Spot> spots) {
        for (Part part : parts) {
            if (missing.isEmpty()) {
                return;
            }
            Folded folded = Folded.of(part.text());
            String plain = folded.plain();
            missing.removeIf(word -> {
                int at = plain.indexOf(word);
                if (at >= 0) {
                    spots.add(new Found.Spot(part.in(), folded.around(at, word.length(), ASIDE)));
                }
                return at >= 0;
            });
        }
    }

    private static List<Part> parts(CaseFile file, @Nullable CaseIntake intake, List<Paper> papers)
            throws BackstayException {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("title", file.id() + " " + file.title()));
        parts.add(new Part(
                "intake", file.tenant().name() + " " + file.tenant().id().value()));
        if (intake != null) {
            parts.add(new Part("intake", words(intake)));
        }
        for (Tracked each : Tracked.of(file.id(), papers)) {
            Finished last = each.last();
            parts.add(new Part(
                    "action",
                    each.action().id() + " " + each.action().what() + ", "
                            + each.action().owner()
                            + (last == null ? "" : ": " + last.result() + " (" + last.evidence() + "), " + last.by())));
        }
        return parts;
    }

    private static String words(CaseIntake intake) {
        return Stream.of(
                        intake.firm(),
                        intake.tenant(),
                        intake.dataset(),
                        intake.asker(),
                        intake.verifiedBy(),
                        intake.reason() == null ? null : intake.reason().words(),
                        intake.policy(),
                        intake.asset() == null ? null : intake.asset().value())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private List<Part> timeline(String caseId) throws BackstayException {
        List<Part> parts = new ArrayList<>();
        for (CaseEntry entry : book.timeline(caseId)) {
            parts.add(new Part("timeline", entry.actor() + ": " + entry.sentence()));
        }
        return parts;
    }

    /// The lines that no person wrote, as the timeline shows them.
    private List<Part> record(CaseFile file, @Nullable CaseIntake intake, List<Paper> papers) throws BackstayException {
        List<CaseEntry> entries = book.timeline(file.id());
        Set<String> own = entries.stream().map(LineId::of).collect(Collectors.toSet());
        // An act finds the line that it wrote only where the lines are given.
        return Timeline.of(entries, papers, recorded.of(file, intake)).stream()
                .filter(line -> !own.contains(line.id()))
                .map(line -> new Part("record", line.who() + ": " + line.what()))
                .toList();
    }

    private static Found.Hit hit(CaseFile file, @Nullable CaseIntake intake, List<Found.Spot> spots) {
        return new Found.Hit(
                file.id(),
                file.title(),
                file.tenant().name(),
                file.state().word(),
                file.openedAt(),
                file.practice(),
                intake == null ? null : intake.reason(),
                spots);
    }
}
