package io.backstay.connect.aws.scratch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a server of ours is called: by its plan's hash, so that nobody else's has the name and the same plan finds it
/// again. Legal as an identifier of RDS: 57 letters, digits and single hyphens of at most 63, the first a letter.
///
/// @param plan the whole hash
public record ScratchName(String plan) {
    /// The tag that says whose it is; the shipped policy lets nothing else be removed.
    static final String TAG = "backstay";

    static final String SCRATCH = "scratch";
    static final String PLAN_TAG = "backstay-plan";
    private static final String FIRST = "backstay-scratch-";
    private static final int DIGITS = 40;
    private static final int WHOLE = 64;
    private static final Pattern FORM = Pattern.compile(FIRST + "[0-9a-f]{" + DIGITS + "}");

    static ScratchName of(String hash) {
        return new ScratchName(hash);
    }

    public ScratchName {
        if (!plan.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not the hash of a plan: " + plan);
        }
    }

    /// Whether a name could be one of ours.
    public static boolean isOne(String name) {
        return FORM.matcher(name).matches();
    }

    /// The name of a server whose plan is not at hand: good for taking it away, and no plan's own.
    static ScratchName named(String server) {
        return new ScratchName(server.substring(FIRST.length()) + "0".repeat(WHOLE - DIGITS));
    }

    /// Of the instance, or of the cluster.
    public String server() {
        return FIRST + plan.substring(0, DIGITS);
    }

    /// Of the one instance in a cluster.
    String member() {
        return server() + "-1";
    }

    /// What it is tagged with.
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(TAG, SCRATCH);
        tags.put(PLAN_TAG, plan);
        return tags;
    }

    /// Whether something that RDS describes is the one of this plan and nothing that merely has its name.
    boolean isOn(Map<String, String> found) {
        return SCRATCH.equals(found.get(TAG)) && plan.equals(found.get(PLAN_TAG));
    }

    /// The name that the tags speak of, absent when they are none of ours.
    static @Nullable ScratchName in(Map<String, String> found) {
        String plan = found.get(PLAN_TAG);
        return SCRATCH.equals(found.get(TAG)) && plan != null && plan.matches("[0-9a-f]{64}")
                ? new ScratchName(plan)
                : null;
    }
}
