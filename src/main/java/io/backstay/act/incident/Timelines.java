package io.backstay.act.incident;

import io.backstay.base.BackstayException;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.intake.Which;
import io.backstay.incident.message.MessageKind;
import io.backstay.incident.timeline.Line;
import io.backstay.incident.timeline.Picture;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The timelines of cases: acts of the record enter by themselves, people add what they know.
public interface Timelines {
    /// The lines of a case, oldest first. An act of the record belongs to it by the case's id, its restores, their
    /// plans, and while the case is open by its tenant and its database.
    List<Line> lines(String caseId) throws BackstayException;

    /// Corrects when something happened; the time as it was written first is kept, and who corrected it and why.
    ///
    /// @param line the line's id, or how it begins
    /// @throws BackstayException when it is a line of the record, whose times nobody corrects
    void retime(String caseId, String line, Instant at, String why) throws BackstayException;

    /// Adds a picture with what it shows.
    ///
    /// @param at when that was, null for now
    void picture(String caseId, Path picture, String words, @Nullable Instant at) throws BackstayException;

    /// Where a picture of a case lies, absent when it is not here or no longer what it was.
    @Nullable
    Path shown(String caseId, Picture picture);

    /// What notes from elsewhere would add; nothing is written.
    ///
    /// @param zone  of times that name none, null when nobody has said
    /// @param which of two instants is meant where a clock showed an hour twice, null when nobody has said
    Merge preview(String caseId, Path file, @Nullable ZoneId zone, @Nullable Which which) throws BackstayException;

    /// Takes notes from elsewhere, all that are not there yet or none.
    Merge merge(String caseId, Path file, @Nullable ZoneId zone, @Nullable Which which) throws BackstayException;

    /// The messages that people said they sent to the customer, oldest first.
    List<Told> told(String caseId) throws BackstayException;

    /// Counts an act of the record to a case that it does not belong to by itself.
    ///
    /// @param entry the number of one of its entries, among the newest 10,000
    void include(String caseId, long entry) throws BackstayException;

    /// A message that was sent.
    ///
    /// @param by who said so
    record Told(MessageKind kind, Instant at, String by) {}

    /// What taking notes comes to.
    ///
    /// @param source what they are taken from
    /// @param fresh  those that the case does not have
    /// @param known  how many it has already
    /// @param twice  how many the file holds more than once
    record Merge(String source, List<CaseEntry> fresh, int known, int twice) {}
}
