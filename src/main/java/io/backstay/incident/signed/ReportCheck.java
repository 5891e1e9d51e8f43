package io.backstay.incident.signed;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.seal.Digest;
import io.backstay.seal.Dsse;
import io.backstay.seal.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a signed report is as it was signed, and by a key that counts.
///
/// @param place    the signed file
/// @param report   what it says; of a signature that does not hold, only what it claims
/// @param findings one sentence for each thing that was looked at, the signature first
/// @param bytes    how many were read
public record ReportCheck(Path place, SignedReport report, List<Finding> findings, long bytes) {
    /// Reads no larger envelope.
    private static final int ENVELOPE_MAX = 4 << 20;

    public ReportCheck {
        findings = List.copyOf(findings);
    }

    /// What was found, the worst of all findings for a report.
    public enum Verdict {
        VERIFIED,
        UNVERIFIABLE,
        TAMPERED
    }

    /// One thing that was looked at.
    ///
    /// @param path     the file that it is about
    /// @param sentence what holds, or what does not
    public record Finding(Verdict verdict, String path, String sentence) {}

    /// The worst of the findings.
    public Verdict verdict() {
        return findings.stream().map(Finding::verdict).max(Enum::compareTo).orElse(Verdict.UNVERIFIABLE);
    }

    /// The same with one more finding; none for null.
    public ReportCheck with(@Nullable Finding finding) {
        List<Finding> all = new ArrayList<>(findings);
        if (finding != null) {
            all.add(finding);
        }
        return new ReportCheck(place, report, all, bytes);
    }

    /// Checks a report.
    ///
    /// @param given   the signed file, or the folder in which it lies beside the report
    /// @param trusted the keys that count
    /// @throws BackstayException when it is not there, cannot be read, or is no signed report
    public static ReportCheck of(Path given, Collection<VerifierKey> trusted) throws BackstayException {
        Path place = Files.isDirectory(given) ? given.resolve(SignedReport.FILE) : given;
        Dsse envelope = Dsse.parse(place.toString(), envelope(place));
        SignedReport report = SignedReport.of(place.toString(), envelope);
        List<Finding> findings = new ArrayList<>();
        findings.add(signature(place, envelope, report, trusted));
        long bytes = 0;
        Path folder = place.toAbsolutePath().getParent();
        for (SignedReport.SignedFile file : report.files()) {
            findings.add(file(folder == null ? Path.of("") : folder, file));
            bytes += file.size();
        }
        return new ReportCheck(place, report, findings, bytes);
    }

    private static byte[] envelope(Path place) throws BackstayException {
        try (InputStream in = Files.newInputStream(place)) {
            byte[] bytes = in.readNBytes(ENVELOPE_MAX + 1);
            if (bytes.length > ENVELOPE_MAX) {
                throw new BackstayException(new Failure.BadInput(
                        place + " is larger than the signature of any report.", "Give " + SignedReport.FILE + "."));
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new BackstayException(
                    new Failure.NotFound(
                            place.toString(),
                            "Only a final report is signed, and only while the vault is open; see 'backstay incident"
                                    + " report --final --sign'."),
                    e);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            place + " cannot be read: " + e.getMessage() + ".", "Check that you may read it."),
                    e);
        }
    }

    private static Finding signature(Path place, Dsse envelope, SignedReport report, Collection<VerifierKey> trusted) {
        String name = String.valueOf(place.getFileName());
        List<VerifierKey> signers = envelope.signers(trusted);
        if (!signers.isEmpty()) {
            VerifierKey key = signers.getFirst();
            return new Finding(
                    Verdict.VERIFIED,
                    name,
                    "The signature holds: of the key " + key.name() + " with the fingerprint " + key.fingerprint()
                            + ", which counts here.");
        }
        VerifierKey claimed;
        try {
            claimed = VerifierKey.parse(report.key());
        } catch (BackstayException e) {
            return new Finding(Verdict.TAMPERED, name, "The signature names no key that could have made it.");
        }
        if (envelope.signers(List.of(claimed)).isEmpty()) {
            return new Finding(
                    Verdict.TAMPERED,
                    name,
                    "The signature is wrong: it was not made over these words with the key " + claimed.name()
                            + " that they name.");
        }
        return new Finding(
                Verdict.UNVERIFIABLE,
                name,
                "The signature is of the key " + claimed.name() + " with the fingerprint " + claimed.fingerprint()
                        + ", which does not count here: compare the fingerprint with whoever wrote the report, then"
                        + " name its line with --trust.");
    }

    private static Finding file(Path folder, SignedReport.SignedFile file) throws BackstayException {
        Path path = folder.resolve(file.path());
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Finding(Verdict.TAMPERED, file.path(), "It was signed and is not there.");
        }
        try {
            long size = Files.size(path);
            if (size != file.size()) {
                return new Finding(
                        Verdict.TAMPERED,
                        file.path(),
                        "It was changed: it has " + Counts.of(size, "byte") + ", and " + Counts.of(file.size())
                                + " were signed.");
            }
            try (InputStream in = Files.newInputStream(path)) {
                return Digest.hex(in).equals(file.sha256())
                        ? new Finding(Verdict.VERIFIED, file.path(), "It is as it was signed.")
                        : new Finding(
                                Verdict.TAMPERED, file.path(), "It was changed: its SHA-256 is not the signed one.");
            }
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            path + " cannot be read: " + e.getMessage() + ".", "Check that you may read it."),
                    e);
        }
    }

    /// What was signed by whom, in one sentence.
    public String words() {
        SignedReport.People by = report.by();
        return "The " + report.variant() + " report of " + report.caseId() + ", made final by " + by.finalBy() + " on "
                + Utc.words(by.finalAt()) + " (entry " + report.record().entry() + " of the record "
                + report.record().origin() + ") and written by " + by.writtenBy() + " on "
                + Utc.words(by.writtenAt()) + ".";
    }
}
