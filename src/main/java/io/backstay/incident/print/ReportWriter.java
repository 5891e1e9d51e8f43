package io.backstay.incident.print;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.policy.curve.AssetCurve;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes an incident's report as `report.md`, `report.html` and `report.pdf`, all three from the same text.
public final class ReportWriter {
    /// What no report says, whoever writes it.
    private static final List<String> NEVER_SAID = List.of("guaranteed", "zero data loss");

    /// The curve stands after what was promised and measured.
    private static final int CURVE_AT = 4;

    private static final int PROOF_CURVE_AT = 3;

    private ReportWriter() {}

    /// A report about a policy as a PDF, its pages numbered; the same facts and instant give the same bytes.
    public static byte[] pdf(ComplianceReport report) {
        var heading = new ReportHtml.Heading(
                "Compliance with",
                report.lint().policy().title(),
                false,
                report.check().at());
        return ReportPdf.of(ReportHtml.forPaper(heading, ComplianceSections.of(report)), heading);
    }

    /// What was signed of a report.
    ///
    /// @param file   lies beside the report
    /// @param sha256 of the words that are signed, in lower-case hexadecimal
    public record Signature(Path file, String sha256) {}

    /// Where the three forms of a report are.
    ///
    /// @param pictures  what lies beside them
    /// @param signature what was signed of all of them; absent where nothing was
    public record Written(
            Path markdown,
            Path html,
            Path pdf,
            List<Path> pictures,
            @Nullable Signature signature) {
        public Written {
            pictures = List.copyOf(pictures);
        }

        /// Without pictures and signature.
        public Written(Path markdown, Path html, Path pdf) {
            this(markdown, html, pdf, List.of(), null);
        }

        /// All files but the signature.
        public List<Path> files() {
            return Stream.concat(Stream.of(markdown, html, pdf), pictures.stream())
                    .toList();
        }

        /// The same, signed.
        public Written signed(Signature by) {
            return new Written(markdown, html, pdf, pictures, by);
        }
    }

    /// Writes the three forms; each appears whole or not at all, and replaces one that was there.
    ///
    /// @param folder is made when it does not exist
    public static Written write(IncidentReport report, Path folder) throws BackstayException {
        return write(report, null, folder);
    }

    /// The same with the curve of the database beside it, which also lies there as `curve.svg` and `curve.png`.
    ///
    /// @param curve absent where there is none
    public static Written write(IncidentReport report, @Nullable AssetCurve curve, Path folder)
            throws BackstayException {
        @Nullable String alone = report.approval().alone();
        List<String> own = new ArrayList<>(sentences(report.limits()));
        own.add(report.summary());
        own.add(alone == null ? "" : alone);
        refuseUnclaimed(own);
        var subject = report.subject();
        var promise = report.measured().promise();
        List<ReportSections.Section> sections = ReportSections.of(report);
        if (curve != null && promise != null) {
            sections.add(CURVE_AT, ReportSections.curve(curve, promise.policy()));
        }
        return write(
                new ReportHtml.Heading(
                        "Incident report",
                        subject.caseId() + ", " + subject.title(),
                        subject.practice(),
                        report.writtenAt()),
                sections,
                folder);
    }

    /// Writes the three forms of a report about a whole restore or a restore test, in the same way.
    ///
    /// @param folder is made when it does not exist
    public static Written write(ProofReport report, Path folder) throws BackstayException {
        return write(report, null, folder);
    }

    /// The same with the curve of the database beside it, which also lies there as `curve.svg` and `curve.png`.
    ///
    /// @param curve absent where there is none
    public static Written write(ProofReport report, CurveSource.@Nullable Shown curve, Path folder)
            throws BackstayException {
        List<String> own = new ArrayList<>(sentences(report.limits()));
        own.add(report.summary());
        refuseUnclaimed(own);
        var head = report.head();
        List<ReportSections.Section> sections = ProofSections.of(report);
        if (curve != null) {
            sections.add(PROOF_CURVE_AT, ReportSections.curve(curve.curve(), curve.policy()));
        }
        return write(
                new ReportHtml.Heading(
                        head.what(), head.id() + ", " + head.title(), head.practice(), report.writtenAt()),
                sections,
                folder);
    }

    /// Writes the three forms of a case's report; each appears whole or not at all, and replaces one that was there.
    ///
    /// @param folder is made when it does not exist
    public static Written write(Sheet sheet, Path folder) throws BackstayException {
        return SheetPages.write(sheet, folder);
    }

    private static Written write(ReportHtml.Heading heading, List<ReportSections.Section> sections, Path folder)
            throws BackstayException {
        var written =
                new Written(folder.resolve("report.md"), folder.resolve("report.html"), folder.resolve("report.pdf"));
        Map<Path, byte[]> forms = new LinkedHashMap<>();
        forms.put(written.markdown(), utf8(markdown(sections)));
        forms.put(written.html(), utf8(ReportHtml.forScreen(heading, sections)));
        forms.put(written.pdf(), ReportPdf.of(ReportHtml.forPaper(heading, sections), heading));
        for (ReportSections.Section section : sections) {
            Picture picture = section.picture();
            if (picture != null) {
                forms.put(folder.resolve(picture.file() + ".svg"), picture.svg());
                forms.put(folder.resolve(picture.file() + ".png"), picture.png());
            }
        }
        store(folder, forms);
        return written;
    }

    private static List<String> sentences(IncidentReport.Limits limits) {
        List<String> sentences = new ArrayList<>(limits.notDone());
        sentences.addAll(limits.notClaimed());
        return sentences;
    }

    private static String markdown(List<ReportSections.Section> sections) {
        var text = new StringBuilder();
        sections.forEach(section -> text.append(section.whole()).append('\n'));
        return text.toString();
    }

    /// Names and quotations are not ours to change; what we say ourselves is.
    private static void refuseUnclaimed(List<String> own) throws BackstayException {
        for (String sentence : own) {
            String lower = sentence.toLowerCase(Locale.ROOT);
            for (String claim : NEVER_SAID) {
                if (lower.contains(claim)) {
                    throw new BackstayException(new Failure.BadInput(
                            "The report would say '" + claim + "', which no policy covers.",
                            "Say what was measured instead."));
                }
            }
        }
    }

    static void store(Path folder, Map<Path, byte[]> forms) throws BackstayException {
        Map<Path, Path> temporaries = new LinkedHashMap<>();
        try {
            Files.createDirectories(folder);
            for (var form : forms.entrySet()) {
                Path temporary = Files.createTempFile(folder, ".report", ".tmp");
                temporaries.put(form.getKey(), temporary);
                Files.write(temporary, form.getValue());
            }
            for (var ready : temporaries.entrySet()) {
                Files.move(
                        ready.getValue(),
                        ready.getKey(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            remove(temporaries.values().stream(), e);
            throw new BackstayException(Failure.unwritable(folder, e), e);
        }
    }

    private static void remove(Stream<Path> files, IOException trouble) {
        files.forEach(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                trouble.addSuppressed(e);
            }
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
