package io.backstay.act.incident.signed;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Seen;
import io.backstay.audit.Trust;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.WholeFile;
import io.backstay.codec.Words;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.report.Variant;
import io.backstay.incident.signed.ReportCheck;
import io.backstay.incident.signed.ReportCheck.Finding;
import io.backstay.incident.signed.ReportCheck.Verdict;
import io.backstay.incident.signed.SignedReport;
import io.backstay.incident.signed.SignedReport.SignedFile;
import io.backstay.seal.Digest;
import io.backstay.seal.Dsse;
import io.backstay.seal.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Signs final reports with the key that signs the record of acts, and checks reports that were signed anywhere.
///
/// @param home  the state folder
/// @param actor who sits here
/// @param key   has the key that signs now
public record ReportSigning(Path home, String actor, Key key) {
    /// What stands for a name in a report that names nobody of ours.
    public static final String UNNAMED = "a person whom our record names";

    /// Where the key is found.
    @FunctionalInterface
    public interface Key {
        /// The one that signs the record now; null while none does.
        @Nullable
        Signer now() throws BackstayException;
    }

    /// What is signed.
    ///
    /// @param finalBy who made it final, and when
    /// @param papers  that the report names in its appendix; they are put beside it
    public record Subject(String caseId, Variant variant, Paper finalBy, List<Paper> papers) {
        public Subject {
            papers = List.copyOf(papers);
        }
    }

    /// Signs a report that was written, and puts beside it the papers that it names.
    ///
    /// @return the same without a signature while no key signs
    public ReportWriter.Written sign(Subject subject, ReportWriter.Written written, AuditLog audit, Instant now)
            throws BackstayException {
        Signer signer = key.now();
        if (signer == null) {
            return written;
        }
        Path folder = Objects.requireNonNull(written.pdf().toAbsolutePath().getParent());
        List<SignedFile> files = new ArrayList<>();
        for (Path file : written.files()) {
            files.add(signed(String.valueOf(file.getFileName()), bytes(file)));
        }
        int number = 0;
        for (Paper paper : subject.papers()) {
            byte[] document = paper.document().getBytes(StandardCharsets.UTF_8);
            String path = SignedReport.EVIDENCE + "/" + name(++number, paper);
            WholeFile.write(directory(folder).resolve(path), out -> out.write(document));
            files.add(signed(path, document));
        }
        Dsse envelope = new SignedReport(
                        subject.caseId(),
                        Words.of(subject.variant()),
                        people(subject, now),
                        signer.key().encoded(),
                        entry(subject, audit),
                        files)
                .sign(signer);
        Path file = folder.resolve(SignedReport.FILE);
        WholeFile.write(file, out -> out.write(envelope.bytes()));
        return written.signed(new ReportWriter.Signature(file, Digest.hex(envelope.payload())));
    }

    private static Path directory(Path folder) throws BackstayException {
        try {
            Files.createDirectories(folder.resolve(SignedReport.EVIDENCE));
            return folder;
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(folder, e), e);
        }
    }

    private static String name(int number, Paper paper) {
        String kind = paper.kind().replaceAll("[^a-z0-9]+", "-");
        return "%04d-%s.json".formatted(number, kind.substring(0, Math.min(kind.length(), 60)));
    }

    private SignedReport.People people(Subject subject, Instant now) {
        boolean named = subject.variant() == Variant.INTERNAL || subject.variant() == Variant.AUDITOR;
        Paper last = subject.finalBy();
        return new SignedReport.People(named ? last.actor() : UNNAMED, last.at(), named ? actor : UNNAMED, now);
    }

    /// The record is signed first, so that its checkpoint covers what is done now.
    private static SignedReport.Entry entry(Subject subject, AuditLog audit) throws BackstayException {
        audit.sign();
        Seen seen = audit.latestCheckpoint();
        if (seen == null) {
            throw new IllegalStateException("a record that was signed has a checkpoint");
        }
        long entry = 0;
        for (AuditEntry each : audit.entries(subject.caseId())) {
            if (each.act().equals("incident.report-final") && each.target().equals(Words.of(subject.variant()))) {
                entry = each.outcome() == AuditEntry.Outcome.DONE ? each.seq() : entry;
            }
        }
        return new SignedReport.Entry(seen.origin(), entry, seen.size(), seen.root());
    }

    private static SignedFile signed(String path, byte[] bytes) {
        return new SignedFile(path, bytes.length, Digest.hex(bytes));
    }

    private static byte[] bytes(Path file) throws BackstayException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(file + " cannot be read again: " + e.getMessage() + ".", "Write it again."),
                    e);
        }
    }

    /// Checks a report; where the record here is the one that it names, against that too.
    ///
    /// @param given the signed file, or the folder in which it lies
    /// @param keys  a file with the keys that count; null for those that count here
    public ReportCheck check(Path given, @Nullable Path keys, RecordSource record) throws BackstayException {
        Trust trust = keys == null ? Trust.folder(home.resolve("trust")) : Trust.read(keys);
        ReportCheck check = ReportCheck.of(given, trust.keys());
        return check.with(inRecord(check.report().record(), record));
    }

    /// Where the record of acts is found.
    @FunctionalInterface
    public interface RecordSource {
        /// Opens it, or gives the open one.
        AuditLog open() throws BackstayException;
    }

    private @Nullable Finding inRecord(SignedReport.Entry entry, RecordSource record) throws BackstayException {
        // To check what somebody else wrote, nothing is made here.
        if (!Files.exists(home.resolve("audit.db")) || !record.open().origin().equals(entry.origin())) {
            return null;
        }
        return record.open().continues(new Seen(entry.origin(), entry.size(), entry.root()))
                ? new Finding(Verdict.VERIFIED, "audit.db", "The record of acts here is the one that the report names.")
                : new Finding(
                        Verdict.TAMPERED,
                        "audit.db",
                        "The record of acts here is not as it was when the report was signed: it was cut off, put back"
                                + " or written anew.");
    }
}
