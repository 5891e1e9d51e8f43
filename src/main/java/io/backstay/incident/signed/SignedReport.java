package io.backstay.incident.signed;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Fields;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.Dsse;
import io.backstay.seal.Signer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What is signed of a final report: its files by their SHA-256, who made it final and who wrote it, and where in the
/// record of acts that stands. It travels beside the files as an envelope of DSSE 1.0.2, as `docs/formats/report.md`
/// describes.
///
/// @param caseId  the case on the workstation that wrote it
/// @param variant for whom the report is, such as `auditor`
/// @param by      who
/// @param key     the verifier key that signs it, as its owner hands it on; counts only where somebody compared it
/// @param record  where it stands in the record of acts
/// @param files   every file of the report, and of the evidence that it names
public record SignedReport(String caseId, String variant, People by, String key, Entry record, List<SignedFile> files) {
    /// What the file beside the report is called.
    public static final String FILE = "report.signed.json";

    /// The folder beside the report with the papers that its appendix names.
    public static final String EVIDENCE = "evidence";

    /// How the payload is read.
    public static final String TYPE = "application/vnd.backstay.signed-report.v1+json";

    private static final String FORMAT = "backstay-signed-report/1";
    private static final int FILES_MAX = 2_000;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PATH = Pattern.compile("(" + EVIDENCE + "/)?[a-z0-9][a-z0-9-]{0,99}\\.[a-z]{1,8}");

    public SignedReport {
        files = List.copyOf(files);
    }

    /// Who made a report final, and who wrote these files, with their times.
    public record People(String finalBy, Instant finalAt, String writtenBy, Instant writtenAt) {}

    /// Where a report stands in the record of acts.
    ///
    /// @param origin of the record
    /// @param entry  of the act by which the report was made final
    /// @param size   how many entries the record had, this writing among them, when it was signed
    /// @param root   its root then, in hexadecimal
    public record Entry(String origin, long entry, long size, String root) {}

    /// One file.
    ///
    /// @param path   below the folder of the report, such as `report.pdf` or `evidence/0001-intake.json`
    /// @param size   in bytes
    /// @param sha256 of its bytes, in lower-case hexadecimal
    public record SignedFile(String path, long size, String sha256) {}

    /// Signs it.
    public Dsse sign(Signer signer) throws BackstayException {
        return Dsse.sign(TYPE, CanonicalJson.bytes(document()), signer);
    }

    private Map<String, Object> document() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("format", FORMAT);
        value.put("case", caseId);
        value.put("variant", variant);
        value.put("finalBy", by.finalBy());
        value.put("finalAt", by.finalAt().toString());
        value.put("writtenBy", by.writtenBy());
        value.put("writtenAt", by.writtenAt().toString());
        value.put("key", key);
        value.put("record", record);
        value.put("files", files);
        return value;
    }

    /// Reads what an envelope holds. Whether its signature counts is another question.
    ///
    /// @param source what a person calls it
    /// @throws BackstayException when it is no signed report, or names files outside its own folder
    public static SignedReport of(String source, Dsse envelope) throws BackstayException {
        if (!envelope.payloadType().equals(TYPE)) {
            throw new BackstayException(new Failure.BadInput(
                    source + " is signed, but it is no report.", "Give the " + FILE + " that lies beside a report."));
        }
        Fields fields = Json.parse(source, envelope.payload()).fields();
        if (!fields.text("format").equals(FORMAT)) {
            throw fields.place().bad("it is of another format than " + FORMAT);
        }
        List<SignedFile> files = new ArrayList<>();
        for (Value each : fields.items("files")) {
            files.add(file(each));
        }
        if (files.isEmpty() || files.size() > FILES_MAX) {
            throw fields.place().bad("it names " + files.size() + " files, not 1 to " + FILES_MAX);
        }
        var people = new People(
                fields.text("finalBy"),
                fields.required("finalAt").instant(),
                fields.text("writtenBy"),
                fields.required("writtenAt").instant());
        var read = new SignedReport(
                fields.text("case"),
                fields.text("variant"),
                people,
                fields.text("key"),
                Json.bind(fields.required("record"), Entry.class),
                files);
        fields.end();
        return read;
    }

    private static SignedFile file(Value value) throws BackstayException {
        SignedFile read = Json.bind(value, SignedFile.class);
        if (!PATH.matcher(read.path()).matches() || !HASH.matcher(read.sha256()).matches() || read.size() < 0) {
            throw value.place().bad("it names no file of a report with its SHA-256");
        }
        return read;
    }
}
