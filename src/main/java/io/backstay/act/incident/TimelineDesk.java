package io.backstay.act.incident;

import io.backstay.act.role.Permission;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.incident.CaseBook;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.CaseFile;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Which;
import io.backstay.incident.report.CaseStory.Sent;
import io.backstay.incident.timeline.ExternalNotes;
import io.backstay.incident.timeline.Line;
import io.backstay.incident.timeline.LineId;
import io.backstay.incident.timeline.Merged;
import io.backstay.incident.timeline.Picture;
import io.backstay.incident.timeline.PictureForm;
import io.backstay.incident.timeline.Pictures;
import io.backstay.incident.timeline.RecordedAct;
import io.backstay.incident.timeline.Retiming;
import io.backstay.incident.timeline.Timeline;
import io.backstay.seal.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The timelines of the cases of one state folder.
record TimelineDesk(CasePen pen, Pictures pictures) implements Timelines {
    @Override
    public List<Line> lines(String caseId) throws BackstayException {
        CaseBook book = pen.books().cases().open();
        List<CaseEntry> entries = book.timeline(caseId);
        return Timeline.of(entries, book.papers().all(caseId), acts(caseId));
    }

    /// What the record here knows of a case.
    List<RecordedAct> acts(String caseId) throws BackstayException {
        CaseBook book = pen.books().cases().open();
        CaseFile file = book.find(caseId);
        Paper paper = book.papers().newest(caseId, CaseIntake.PAPER);
        CaseIntake intake = paper == null ? null : Json.parse("the intake", paper.document(), CaseIntake.class);
        return CaseActs.of(pen.books().record().open(), CaseActs.Keys.of(file, intake));
    }

    @Override
    public void retime(String caseId, String line, Instant at, String why) throws BackstayException {
        IntakeLimits.require("The reason", why, IntakeLimits.WORDS_MAX);
        Instant when = pen.past(at);
        Line wanted = line(caseId, line);
        if (wanted.mark() == Line.Mark.RECORD) {
            throw new BackstayException(new Failure.BadInput(
                    "Line " + wanted.id() + " is of the record, and its time was measured.",
                    "Add a note that says what was different."));
        }
        var correction = new Retiming(wanted.id(), when, why);
        Deed deed = Deed.of("incident.retime", wanted.id()).inCase(caseId).with("at", when.toString());
        pen.books().recorder().open().act(Permission.KEEP_CASE, deed, () -> {
            add(caseId, Retiming.PAPER, correction);
            return caseId;
        });
    }

    private Line line(String caseId, String line) throws BackstayException {
        List<Line> found = lines(caseId).stream()
                .filter(each -> !line.isEmpty() && each.id().startsWith(line))
                .toList();
        if (found.size() != 1) {
            throw new BackstayException(new Failure.NotFound(
                    found.isEmpty() ? "That line of " + caseId : "One line of " + caseId + " that begins so",
                    "See 'incident show " + caseId + "' for the lines."));
        }
        return found.getFirst();
    }

    @Override
    public void picture(String caseId, Path file, String words, @Nullable Instant at) throws BackstayException {
        IntakeLimits.require("The note", words, IntakeLimits.WORDS_MAX);
        pen.record(caseId).file();
        Instant when = pen.past(at);
        byte[] bytes = Pictures.read(file);
        String name = Pictures.name(file);
        PictureForm form = PictureForm.of(name, bytes);
        String sha256 = Digest.hex(bytes);
        String sentence = "Picture: " + words + " (" + name + ", " + form.width() + " x " + form.height() + ", sha256 "
                + sha256 + ")";
        var line = new CaseEntry(when, pen.actor(), sentence);
        var picture = new Picture(LineId.of(line), sha256, name, form.form(), form.width(), form.height());
        Deed deed = Deed.of("incident.picture", sha256).inCase(caseId);
        pen.act(Permission.KEEP_CASE, deed, () -> {
            pictures.keep(caseId, picture, bytes);
            add(caseId, Picture.PAPER, picture);
            return pen.say(caseId, line);
        });
    }

    @Override
    public @Nullable Path shown(String caseId, Picture picture) {
        return pictures.bytes(caseId, picture) == null ? null : pictures.file(caseId, picture);
    }

    @Override
    public Merge preview(String caseId, Path file, @Nullable ZoneId zone, @Nullable Which which)
            throws BackstayException {
        return merge(caseId, ExternalNotes.read(file, zone, which, pen.now()));
    }

    private Merge merge(String caseId, ExternalNotes.Read read) throws BackstayException {
        Set<CaseEntry> known = new HashSet<>(pen.books().cases().open().timeline(caseId));
        List<CaseEntry> fresh =
                read.notes().stream().filter(each -> !known.contains(each)).toList();
        return new Merge(read.source(), fresh, read.notes().size() - fresh.size(), read.twice());
    }

    @Override
    public Merge merge(String caseId, Path file, @Nullable ZoneId zone, @Nullable Which which)
            throws BackstayException {
        ExternalNotes.Read read = ExternalNotes.read(file, zone, which, pen.now());
        Merge merge = merge(caseId, read);
        if (merge.fresh().isEmpty()) {
            return merge;
        }
        var line = new CaseEntry(
                pen.now(),
                pen.actor(),
                "Took " + Counts.of(merge.fresh().size(), "note") + " from " + read.source() + " (sha256 "
                        + read.sha256() + ")");
        List<String> ids = merge.fresh().stream().map(LineId::of).toList();
        Deed deed = Deed.of("incident.merge", read.sha256())
                .inCase(caseId)
                .with("notes", Integer.toString(merge.fresh().size()));
        pen.act(Permission.KEEP_CASE, deed, () -> {
            add(caseId, Merged.PAPER, new Merged(read.source(), read.sha256(), ids, LineId.of(line)));
            List<CaseEntry> all = new ArrayList<>(merge.fresh());
            all.add(line);
            pen.books().cases().open().append(caseId, all);
            return line;
        });
        return merge;
    }

    @Override
    public List<Told> told(String caseId) throws BackstayException {
        List<Told> told = new ArrayList<>();
        for (Paper paper : pen.books().cases().open().papers().all(caseId, CaseRecord.TOLD)) {
            Sent sent = Json.parse("the " + paper.kind() + " of " + caseId, paper.document(), Sent.class);
            told.add(new Told(sent.kind(), sent.at(), paper.actor()));
        }
        told.sort(Comparator.comparing(Told::at));
        return told;
    }

    @Override
    public void include(String caseId, long entry) throws BackstayException {
        pen.record(caseId).file();
        RecordedAct act = CaseActs.one(pen.books().record().open(), entry);
        if (act == null) {
            throw new BackstayException(new Failure.NotFound(
                    "Entry " + entry + " among the newest of the record", "See 'audit show' for the entries."));
        }
        Deed deed =
                Deed.of("incident.include", "#" + act.entry()).inCase(caseId).with("act", act.act());
        pen.act(Permission.KEEP_CASE, deed, () -> {
            add(caseId, RecordedAct.PAPER, act);
            return pen.say(caseId, pen.now(), "Counts " + act.act() + " (#" + act.entry() + ") to this case");
        });
    }

    /// The acts of the record here as papers, for another workstation that does not have the record.
    List<Paper> papers(String caseId) throws BackstayException {
        List<Paper> papers = new ArrayList<>();
        for (RecordedAct act : acts(caseId)) {
            papers.add(new Paper(RecordedAct.PAPER, act.at(), act.actor(), Json.compact(act)));
        }
        return papers;
    }

    /// What this knows of papers, by their kinds.
    static Map<String, Class<? extends Record>> kinds() {
        return Map.of(
                RecordedAct.PAPER, RecordedAct.class,
                Picture.PAPER, Picture.class,
                Merged.PAPER, Merged.class,
                Retiming.PAPER, Retiming.class);
    }

    private void add(String caseId, String kind, Record document) throws BackstayException {
        pen.books()
                .cases()
                .open()
                .papers()
                .add(caseId, new Paper(kind, pen.now(), pen.actor(), Json.compact(document)));
    }
}
