package io.backstay.connect.aws.api;

import java.util.List;

/// The parts of an Amazon Resource Name; one that is no such name has empty parts.
public record Arn(String region, String account, String resource) {
    private static final int PARTS = 6;

    /// The parts of a text.
    public static Arn of(String text) {
        List<String> parts = List.of(text.split(":", PARTS));
        return parts.size() == PARTS && parts.getFirst().equals("arn")
                ? new Arn(parts.get(3), parts.get(4), parts.get(5))
                : new Arn("", "", "");
    }
}
