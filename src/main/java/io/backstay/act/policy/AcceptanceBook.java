package io.backstay.act.policy;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.base.Storage;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.codec.WholeFile;
import io.backstay.policy.lint.Acceptance;
import io.backstay.policy.lint.Contradiction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What was accepted of each policy: `policies/<id>.accepted.json` of the state folder, in the format
/// `backstay-accepted/1`. Entries are added and never taken out, and one that is withdrawn keeps what it said, so
/// that the file tells how it came about.
///
/// @param home    the state folder
/// @param storage locks the files while one is changed
record AcceptanceBook(Path home, Storage storage) {
    static final String FORMAT = "backstay-accepted/1";
    private static final ByteSize FILE_MAX = new ByteSize(8L << 20);
    private static final int ENTRIES_MAX = 10_000;

    /// The document as it is stored.
    record Stored(String format, String policy, List<Acceptance> accepted) {}

    Path file(String policy) {
        return home.resolve("policies").resolve(policy + ".accepted.json");
    }

    /// What was accepted, oldest first; nothing while there is no file.
    List<Acceptance> read(String policy) throws BackstayException {
        Path file = file(policy);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        Value document = Json.read(file, FILE_MAX);
        Stored stored = Json.bind(document, Stored.class);
        if (!stored.format().equals(FORMAT) || !stored.policy().equals(policy)) {
            throw document.place().bad("this is no '" + FORMAT + "' of the policy '" + policy + "'");
        }
        return stored.accepted();
    }

    /// Adds to it, while nobody else can.
    void add(String policy, List<Acceptance> accepted) throws BackstayException {
        change(policy, all -> all.addAll(accepted));
    }

    /// Ends what is accepted of these contradictions, while nobody else can.
    ///
    /// @return the ones that it ended, oldest first; none where nothing was accepted any more
    List<Acceptance> end(String policy, List<Contradiction> found, Acceptance.Withdrawal how) throws BackstayException {
        List<Acceptance> ended = new ArrayList<>();
        change(
                policy,
                all -> all.replaceAll(one -> {
                    if (found.stream().noneMatch(contradiction -> one.covers(contradiction, how.at()))) {
                        return one;
                    }
                    ended.add(one.ended(how));
                    return ended.getLast();
                }));
        return ended;
    }

    private void change(String policy, Consumer<List<Acceptance>> changing) throws BackstayException {
        try (Storage.Held _ = storage.lock(home.resolve("policies.lock"))) {
            List<Acceptance> before = read(policy);
            List<Acceptance> all = new ArrayList<>(before);
            changing.accept(all);
            if (all.equals(before)) {
                return;
            }
            if (all.size() > ENTRIES_MAX) {
                throw new BackstayException(new Failure.BadInput(
                        file(policy) + " holds " + ENTRIES_MAX + " entries already, as many as it can.",
                        "Move the file elsewhere; what it accepts then comes back."));
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("format", FORMAT);
            document.put("policy", policy);
            document.put("accepted", all);
            byte[] text = (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
            WholeFile.writePrivate(file(policy), out -> out.write(text));
        }
    }
}
