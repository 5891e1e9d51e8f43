package io.backstay.restore.plan;

import io.backstay.base.BackstayException;
import io.backstay.base.Utc;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.codec.WholeFile;
import io.backstay.seal.CanonicalJson;
import io.backstay.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan to put a whole project of a provider back where it is, as a file that travels to whoever approves; see
/// `docs/formats/in-place.md`.
///
/// @param connection by its name in the state folder where it was planned
/// @param asset      the project as it was named there
/// @param at         the moment that it goes back to
/// @param alone      why nobody else can approve; absent where somebody has to
/// @param seen       the state of the record of acts, absent when nothing signed it
public record InPlacePlan(
        String format,
        String connection,
        String asset,
        Project project,
        Instant at,
        By by,
        @Nullable String alone,
        RestorePlan.Validity validity,
        RestorePlan.@Nullable Seen seen)
        implements Approvable {
    /// The first field of every such plan.
    public static final String FORMAT = "backstay-in-place/1";

    private static final byte[] DOMAIN = "backstay-in-place-v1\n".getBytes(StandardCharsets.UTF_8);

    public InPlacePlan {
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("its format is not " + FORMAT);
        }
    }

    /// The project.
    ///
    /// @param ref which alone is its own
    public record Project(String name, String ref) {}

    /// In whose name it was planned.
    public record By(String person, @Nullable String key) {}

    /// Whether bytes are such a plan, whatever else is wrong with them.
    public static boolean is(byte[] bytes) {
        try {
            Value format = Json.parse("a plan", bytes).fields().optional("format");
            return format != null && format.text().equals(FORMAT);
        } catch (BackstayException _) {
            return false;
        }
    }

    /// Reads a file; another spelling of the same plan is refused, since it would have another hash.
    public static InPlacePlan read(Path file) throws BackstayException {
        return parse(file.toString(), PlanFile.small(file, PlanFile.SIZE_MAX));
    }

    /// Reads the bytes of a file.
    ///
    /// @param source what a person calls it
    public static InPlacePlan parse(String source, byte[] bytes) throws BackstayException {
        InPlacePlan plan;
        try {
            plan = Json.bind(Json.parse(source, bytes), InPlacePlan.class);
        } catch (BackstayException e) {
            throw Refusal.PLAN_FORM.stop(e.failure().message());
        }
        if (!Arrays.equals(plan.bytes(), bytes)) {
            throw Refusal.PLAN_FORM.stop(source + " is not written as RFC 8785 writes it");
        }
        return plan;
    }

    /// The bytes of its file (RFC 8785).
    public byte[] bytes() {
        return CanonicalJson.bytes(this);
    }

    /// Writes the file, whole or not at all.
    public void write(Path file) throws BackstayException {
        byte[] bytes = bytes();
        WholeFile.write(file, out -> out.write(bytes));
    }

    @Override
    public String hash() {
        var digest = Digest.begin();
        digest.update(DOMAIN);
        return HexFormat.of().formatHex(digest.digest(bytes()));
    }

    @Override
    public String called() {
        return project.ref();
    }

    @Override
    public String plannedBy() {
        return by.person();
    }

    @Override
    public @Nullable String plannedKey() {
        return by.key();
    }

    @Override
    public String tenant() {
        return "*";
    }

    @Override
    public String target() {
        return "supabase/" + project.ref();
    }

    @Override
    public String typed() {
        return project.ref();
    }

    @Override
    public List<PlanWords.Line> lines() {
        List<PlanWords.Line> lines = new ArrayList<>();
        lines.add(new PlanWords.Line("Plan", "sha256 " + hash()));
        lines.add(new PlanWords.Line("Project", project.name() + " (ref " + project.ref() + ")"));
        lines.add(new PlanWords.Line("Tenant", "EVERYBODY: all of the project goes back, and nothing can be undone"));
        lines.add(new PlanWords.Line("Back to", Utc.words(at) + ", IN PLACE, over everything written since"));
        lines.add(
                new PlanWords.Line("Planned by", by.person() + (by.key() == null ? ", no key" : ", key " + by.key())));
        if (alone != null) {
            lines.add(new PlanWords.Line("Alone", alone));
        }
        lines.add(new PlanWords.Line(
                "May be run", "from " + Utc.words(validity.notBefore()) + " until " + Utc.words(validity.expiresAt())));
        lines.add(new PlanWords.Line(
                "Record",
                seen == null ? "not signed" : seen.origin() + ", " + seen.size() + " entries, root " + seen.root()));
        return List.copyOf(lines);
    }
}
