package io.backstay.incident.file;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.codec.WholeFile;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.timeline.Picture;
import io.backstay.incident.timeline.Pictures;
import io.backstay.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes a case into a file and takes it from one. A case that is here already only gets what it lacks, so that files
/// can go to and fro; nothing that is here is changed, and one that ended elsewhere ends here.
public final class CaseFiles {
    private static final String FORMAT = "backstay-case/1";
    private static final String ORIGIN = "origin";
    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,39}");
    private static final int LINE_MAX = 20_000;
    private static final int NAME_MAX = 1_000;

    private final CaseBook book;
    private final Known known;
    private final Pictures pictures;

    /// Over the cases of one state folder.
    ///
    /// @param known refuses a paper that nobody here could read again
    public CaseFiles(CaseBook book, Known known, Pictures pictures) {
        this.book = book;
        this.known = known;
        this.pictures = pictures;
    }

    /// Knows what stands in papers.
    @FunctionalInterface
    public interface Known {
        /// Refuses a paper that is not of its kind's form; one of a kind that is not known passes.
        void require(Paper paper) throws BackstayException;
    }

    /// What came of taking a file.
    ///
    /// @param caseId  the id that the case has here
    /// @param opened  whether it was not here before
    /// @param entries how many lines its timeline got
    public record Taken(String caseId, boolean opened, int entries) {}

    private record Origin(String identity) {}

    /// Writes a case; the file is complete or is left as it was, and only its owner may read it.
    ///
    /// @param handedOn the line that says so and stands last in the file; whoever writes adds it to the case
    ///                 afterwards, so that both sides have the same lines
    /// @param more     papers that are not kept here but belong into the file
    /// @return how many pictures did not fit
    public int write(String caseId, Path file, CaseEntry handedOn, List<Paper> more) throws BackstayException {
        CaseFile one = book.find(caseId);
        List<CaseEntry> entries = new ArrayList<>(book.timeline(caseId));
        entries.add(handedOn);
        var body = new CaseDocument.Body(
                one.title(),
                one.tenant().id(),
                one.tenant().name(),
                one.practice(),
                one.state(),
                one.openedAt(),
                one.closedAt(),
                List.copyOf(entries),
                handed(caseId, more));
        var luggage = Luggage.pack(pictures, caseId, body.papers());
        var document = new CaseDocument(
                FORMAT, identity(one), handedOn.at(), handedOn.actor(), body, hash(body), luggage.sent());
        byte[] bytes = (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Json.DOCUMENT_MAX.bytes()) {
            throw new BackstayException(new Failure.TooLarge("The file of " + caseId, Json.DOCUMENT_MAX));
        }
        WholeFile.writePrivate(file, out -> out.write(bytes));
        return luggage.leftOut();
    }

    private List<Paper> handed(String caseId, List<Paper> more) throws BackstayException {
        Set<Paper> papers = new LinkedHashSet<>(book.papers().all(caseId));
        papers.addAll(more);
        return papers.stream()
                .filter(paper -> !paper.kind().equals(ORIGIN))
                .limit(CasePapers.PAPERS_MAX)
                .toList();
    }

    /// Takes a case from a file of at most [Json#DOCUMENT_MAX].
    ///
    /// @param by who takes it
    /// @throws BackstayException when the file is damaged or no case; nothing is written then
    public Taken take(Path file, String by, Instant at) throws BackstayException {
        CaseDocument document = Json.read(file, CaseDocument.class);
        CaseDocument.Body body = document.body();
        require(file, document);
        Map<Picture, byte[]> brought = Luggage.unpack(file, document.pictures(), body.papers());
        String here = here(document.identity());
        if (here != null) {
            requireRoom(here, body);
        }
        String id = here != null
                ? here
                : book.openCase(body.title(), new Tenant(body.tenant(), body.firm()), body.practice(), body.openedAt())
                        .id();
        if (here == null) {
            book.papers().add(id, new Paper(ORIGIN, at, by, Json.compact(new Origin(document.identity()))));
        }
        // First, so that no paper names a picture that is still to come.
        for (Map.Entry<Picture, byte[]> each : brought.entrySet()) {
            pictures.keep(id, each.getKey(), each.getValue());
        }
        int added = entries(id, body.entries());
        papers(id, body.papers());
        if (book.find(id).state() == CaseState.OPEN && body.state() != CaseState.OPEN) {
            Instant closed = body.closedAt();
            book.closeCase(id, body.state(), null, closed == null ? at : closed);
        }
        return new Taken(id, here == null, added);
    }

    /// All of it or nothing: a case that takes no more lines or papers does not take some of them.
    private void requireRoom(String id, CaseDocument.Body body) throws BackstayException {
        Set<CaseEntry> lines = new HashSet<>(book.timeline(id));
        lines.addAll(body.entries());
        Set<Paper> papers = new HashSet<>(book.papers().all(id));
        papers.addAll(body.papers());
        if (lines.size() > CaseBook.ENTRIES_MAX || papers.size() > CasePapers.PAPERS_MAX) {
            throw new BackstayException(new Failure.BadInput(
                    "With what the file brings, " + id + " would have more than " + CaseBook.ENTRIES_MAX
                            + " lines or papers.",
                    "Open a second case for what follows."));
        }
    }

    private int entries(String id, List<CaseEntry> entries) throws BackstayException {
        Set<CaseEntry> known = new HashSet<>(book.timeline(id));
        int added = 0;
        for (CaseEntry entry : entries) {
            if (known.add(entry)) {
                book.append(id, entry);
                added++;
            }
        }
        return added;
    }

    private void papers(String id, List<Paper> papers) throws BackstayException {
        Set<Paper> known = new HashSet<>(book.papers().all(id));
        for (Paper paper : papers) {
            if (known.add(paper)) {
                book.papers().add(id, paper);
            }
        }
    }

    private @Nullable String here(String identity) throws BackstayException {
        for (CaseFile one : book.list()) {
            if (identity(one).equals(identity)) {
                return one.id();
            }
        }
        return null;
    }

    private String identity(CaseFile one) throws BackstayException {
        Paper origin = book.papers().newest(one.id(), ORIGIN);
        if (origin != null) {
            return Json.parse("the origin of " + one.id(), origin.document(), Origin.class)
                    .identity();
        }
        // Two workstations may open their first case in the same instant; two customers are never mixed.
        String names =
                Json.compact(List.of(one.tenant().id().value(), one.tenant().name(), one.title()));
        return one.id() + "@" + one.openedAt() + "#" + Digest.hex(names.getBytes(StandardCharsets.UTF_8));
    }

    private void require(Path file, CaseDocument document) throws BackstayException {
        CaseDocument.Body body = document.body();
        if (!document.format().equals(FORMAT)) {
            throw corrupt(file, "the format is not '" + FORMAT + "'");
        }
        if (!hash(body).equals(document.sha256())) {
            throw corrupt(file, "its body does not have the hash that it names");
        }
        if (document.identity().length() > NAME_MAX
                || body.title().length() > NAME_MAX
                || body.firm().length() > NAME_MAX) {
            throw corrupt(file, "a name is longer than " + NAME_MAX + " characters");
        }
        if ((body.state() == CaseState.OPEN) != (body.closedAt() == null)) {
            throw corrupt(file, "it is open and has an end, or is closed and has none");
        }
        for (CaseEntry entry : body.entries()) {
            if (entry.sentence().length() > LINE_MAX || entry.actor().length() > NAME_MAX) {
                throw corrupt(file, "a line of the timeline is longer than " + LINE_MAX + " characters");
            }
        }
        if (body.entries().size() > CaseBook.ENTRIES_MAX || body.papers().size() > CasePapers.PAPERS_MAX) {
            throw corrupt(file, "it has more than " + CaseBook.ENTRIES_MAX + " lines or papers");
        }
        for (Paper paper : body.papers()) {
            require(file, paper);
        }
    }

    private void require(Path file, Paper paper) throws BackstayException {
        if (!KIND.matcher(paper.kind()).matches() || paper.kind().equals(ORIGIN)) {
            throw corrupt(file, "there is no such kind of paper");
        }
        if (paper.actor().length() > NAME_MAX) {
            throw corrupt(file, "a name is longer than " + NAME_MAX + " characters");
        }
        Json.parse("a paper in " + file, paper.document());
        if (paper.kind().equals(CaseIntake.PAPER)) {
            String zone = Json.parse("the intake in " + file, paper.document(), CaseIntake.class)
                    .zone();
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw new BackstayException(
                        new Failure.Corrupt(file.toString(), "its intake names a time zone that does not exist"), e);
            }
        }
        known.require(paper);
    }

    private static String hash(CaseDocument.Body body) {
        return Digest.hex(Json.compact(body).getBytes(StandardCharsets.UTF_8));
    }

    private static BackstayException corrupt(Path file, String why) {
        return new BackstayException(new Failure.Corrupt(file.toString(), why));
    }
}
