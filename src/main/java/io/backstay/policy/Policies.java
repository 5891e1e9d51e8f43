package io.backstay.policy;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The built-in policies and those in a folder of one's own.
public final class Policies {
    /// How the name of a file with a policy ends; an id has no full stop.
    public static final String FILE_END = ".yaml";

    private static final List<String> BUILT_IN =
            List.of("tax-agent-portal", "daily-two-days", "expansive", "operations-strategy", "agentic-labs");
    private static final String SCHEMA = "backstay-policy-1.schema.json";
    private static final int OWN_MAX = 200;

    private final @Nullable Path folder;
    private final InstantSource clock;

    /// The built-in policies, and the `*.yaml` files of a folder; a folder that does not exist holds none.
    ///
    /// @param folder null for the built-in ones alone
    /// @param clock  of several versions of an own policy the one counts that is in force by it
    public Policies(@Nullable Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /// Reads one policy from a file.
    public static Policy read(Path file) throws BackstayException {
        return PolicyReader.read(Yaml.read(file));
    }

    /// All policies in force, built-in ones first, own ones by file name.
    public List<Policy> all() throws BackstayException {
        Instant now = clock.instant();
        List<Policy> policies = new ArrayList<>();
        for (String id : BUILT_IN) {
            policies.add(builtIn(id));
        }
        for (List<Policy> versions : versions().values()) {
            policies.add(PolicyVersion.at(versions, now).policy());
        }
        return policies;
    }

    /// The policy with that id as it is in force, or a refusal that lists those there are.
    public Policy get(String id) throws BackstayException {
        return inForce(id, clock.instant()).policy();
    }

    /// The version of a policy that was in force at a moment.
    ///
    /// @param name an id, or a file whose name ends with `.yaml`, which is a version of its own
    public PolicyVersion inForce(String name, Instant at) throws BackstayException {
        if (name.endsWith(FILE_END)) {
            return PolicyVersion.at(List.of(named(name)), at);
        }
        if (BUILT_IN.contains(name)) {
            return PolicyVersion.at(List.of(builtIn(name)), at);
        }
        Map<String, List<Policy>> own = versions();
        List<Policy> versions = own.get(name);
        if (versions != null) {
            return PolicyVersion.at(versions, at);
        }
        List<String> known = new ArrayList<>(BUILT_IN);
        known.addAll(own.keySet());
        throw new BackstayException(
                new Failure.NotFound("The policy '" + name + "'", "Choose one of " + String.join(", ", known) + "."));
    }

    /// Own policies by their id; several with the same id are versions, told apart by when they begin to hold.
    private Map<String, List<Policy>> versions() throws BackstayException {
        Map<String, List<Policy>> versions = new LinkedHashMap<>();
        for (Path file : own()) {
            Policy policy = read(file);
            List<Policy> others = versions.computeIfAbsent(policy.id(), _ -> new ArrayList<>());
            if (BUILT_IN.contains(policy.id())
                    || policy.id().equals(Policy.NONE.id())
                    || others.stream().anyMatch(other -> Objects.equals(other.effective(), policy.effective()))) {
                throw new BackstayException(new Failure.BadInput(
                        file + " has the id '" + policy.id() + "', which another policy has already.",
                        "Give it another id; or, when it is a later version of an own one, say under 'effective' from"
                                + " when on it holds."));
            }
            others.add(policy);
        }
        return versions;
    }

    /// The policy that somebody named, [Policy#NONE] where nobody did.
    ///
    /// @param name an id, or a file whose name ends with `.yaml`
    public Policy orNone(@Nullable String name) throws BackstayException {
        return name == null ? Policy.NONE : named(name);
    }

    /// The policy with that id, or the one in that file where the name ends with `.yaml`.
    public Policy named(String name) throws BackstayException {
        if (!name.endsWith(FILE_END)) {
            return get(name);
        }
        try {
            return read(Path.of(name));
        } catch (InvalidPathException e) {
            throw new BackstayException(
                    new Failure.BadInput("This system has no such paths: " + e.getReason() + ".", "Check the path."),
                    e);
        }
    }

    private List<Path> own() throws BackstayException {
        List<Path> files = new ArrayList<>();
        if (folder == null || !Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.yaml")) {
            for (Path file : found) {
                files.add(file);
                if (files.size() > OWN_MAX) {
                    throw new BackstayException(new Failure.BadInput(
                            folder + " holds more than " + OWN_MAX + " policies.", "Move some elsewhere."));
                }
            }
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(
                            folder + " cannot be listed: " + e.getMessage() + ".", "Check its permissions."),
                    e);
        }
        files.sort(null);
        return files;
    }

    /// The JSON Schema of the format, for editors.
    public static String schema() {
        return new String(shipped(SCHEMA), StandardCharsets.UTF_8);
    }

    /// The text of a policy as it lies there, to begin an own one from; or a refusal that lists those there are.
    public String text(String id) throws BackstayException {
        Policy wanted = get(id);
        if (BUILT_IN.contains(id)) {
            return new String(shipped(id + ".yaml"), StandardCharsets.UTF_8);
        }
        for (Path file : own()) {
            if (read(file).equals(wanted)) {
                return textOf(file);
            }
        }
        throw new BackstayException(new Failure.Conflict("The policy '" + id + "' is being changed", "Try again."));
    }

    private static Policy builtIn(String id) throws BackstayException {
        String name = id + ".yaml";
        return PolicyReader.read(Yaml.parse(name, shipped(name)));
    }

    private static byte[] shipped(String name) {
        try (InputStream in = Policies.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("what comes with the program is missing: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("what comes with the program cannot be read: " + name, e);
        }
    }

    private static String textOf(Path file) throws BackstayException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(file + " cannot be read: " + e.getMessage() + ".", "Check its permissions."),
                    e);
        }
    }
}
