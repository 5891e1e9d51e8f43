package io.backstay.restore.plan;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.codec.WholeFile;
import io.backstay.seal.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan together with the very bytes that are hashed: what is shown is read from them, and what is approved is
/// their hash.
public final class PlanFile implements Approvable {
    /// The largest plan that is read.
    public static final ByteSize SIZE_MAX = new ByteSize(1L << 20);

    /// How the name of a plan's file ends.
    public static final String SUFFIX = ".plan.json";

    private static final byte[] DOMAIN = "backstay-plan-v1\n".getBytes(StandardCharsets.UTF_8);

    private final RestorePlan plan;
    private final byte[] bytes;
    private final String hash;

    private PlanFile(RestorePlan plan, byte[] bytes) {
        this.plan = plan;
        this.bytes = bytes;
        var digest = Digest.begin();
        digest.update(DOMAIN);
        this.hash = HexFormat.of().formatHex(digest.digest(bytes));
    }

    /// The file of a plan.
    public static PlanFile of(RestorePlan plan) {
        return new PlanFile(plan, plan.bytes());
    }

    /// Reads a file; another spelling of the same plan is refused, since it would have another hash.
    public static PlanFile read(Path file) throws BackstayException {
        return parse(file.toString(), small(file, SIZE_MAX));
    }

    /// Reads the bytes of a file.
    ///
    /// @param source what a person calls it
    public static PlanFile parse(String source, byte[] bytes) throws BackstayException {
        if (bytes.length > SIZE_MAX.bytes()) {
            throw new BackstayException(new Failure.TooLarge(source, SIZE_MAX));
        }
        RestorePlan plan;
        try {
            plan = Json.bind(Json.parse(source, bytes), RestorePlan.class);
        } catch (BackstayException e) {
            throw Refusal.PLAN_FORM.stop(e.failure().message());
        }
        PlanFile read = of(plan);
        if (!Arrays.equals(read.bytes, bytes)) {
            throw Refusal.PLAN_FORM.stop(source + " is not written as RFC 8785 writes it");
        }
        return read;
    }

    /// A file of at most that size, whole.
    public static byte[] small(Path file, ByteSize limit) throws BackstayException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Math.toIntExact(limit.bytes() + 1));
            if (bytes.length > limit.bytes()) {
                throw new BackstayException(new Failure.TooLarge(file.toString(), limit));
            }
            return bytes;
        } catch (IOException e) {
            Failure failure = Files.exists(file)
                    ? new Failure.BadInput(file + " cannot be read.", "Check that you may read it.")
                    : new Failure.NotFound("The file " + file, "Check the path.");
            throw new BackstayException(failure, e);
        }
    }

    /// What it says.
    public RestorePlan plan() {
        return plan;
    }

    /// The bytes of the file.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// SHA-256 over `backstay-plan-v1`, a line feed and the bytes, in lower-case hexadecimal.
    @Override
    public String hash() {
        return hash;
    }

    @Override
    public String called() {
        return plan.restore();
    }

    @Override
    public String plannedBy() {
        return plan.request().plannedBy();
    }

    @Override
    public @Nullable String plannedKey() {
        return plan.request().plannedKey();
    }

    @Override
    public String tenant() {
        return plan.tenant().id().value();
    }

    @Override
    public String target() {
        return plan.target().fingerprint();
    }

    @Override
    public String typed() {
        return tenant();
    }

    @Override
    public RestorePlan.Validity validity() {
        return plan.validity();
    }

    @Override
    public RestorePlan.@Nullable Seen seen() {
        return plan.seen();
    }

    @Override
    public List<PlanWords.Line> lines() throws BackstayException {
        return PlanWords.of(this);
    }

    /// Writes the file, whole or not at all.
    public void write(Path file) throws BackstayException {
        WholeFile.write(file, out -> out.write(bytes));
    }
}
