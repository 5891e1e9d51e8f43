package io.backstay.codec;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Strict YAML within the limits of [Json]: one document; aliases, tags and duplicate keys are refused.
public final class Yaml {
    /// The largest document that is read.
    public static final ByteSize DOCUMENT_MAX = new ByteSize(1L << 20);

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(Json.LIMITS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Yaml() {}

    /// The document in a file of at most [#DOCUMENT_MAX].
    public static Value read(Path file) throws BackstayException {
        return parse(file.toString(), Source.bytes(file, DOCUMENT_MAX));
    }

    /// The document in UTF-8 bytes.
    ///
    /// @param source what a person calls it
    public static Value parse(String source, byte[] bytes) throws BackstayException {
        if (bytes.length > DOCUMENT_MAX.bytes()) {
            throw new BackstayException(new Failure.TooLarge(source, DOCUMENT_MAX));
        }
        Place root = Place.root(source, 1, 1);
        String text = decode(bytes, root);
        try (var parser = new Plain((YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), text), root)) {
            if (parser.nextToken() == null) {
                throw root.bad("the document is empty");
            }
            Value value = Tree.read(parser, root);
            if (parser.nextToken() != null) {
                TokenStreamLocation at = parser.currentTokenLocation();
                throw Place.root(source, at.getLineNr(), at.getColumnNr()).bad("only one document is allowed");
            }
            return value;
        } catch (Fancy e) {
            throw e.place.bad(e.problem);
        } catch (JacksonException e) {
            throw Source.unparsable(e, root);
        }
    }

    private static String decode(byte[] bytes, Place root) throws BackstayException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw root.bad("the text is not UTF-8");
        }
    }

    /// A parser that stops at anchors, aliases and tags, which plain data does not need.
    private static final class Plain extends JsonParserDelegate {
        private final YAMLParser parser;
        private final Place root;

        Plain(YAMLParser parser, Place root) {
            super(parser);
            this.parser = parser;
            this.root = root;
        }

        @Override
        public @Nullable JsonToken nextToken() {
            JsonToken token = super.nextToken();
            if (token == null) {
                return null;
            }
            if (parser.isCurrentAlias() || parser.getObjectId() != null) {
                throw new Fancy(here(), "anchors and aliases are not allowed");
            }
            if (token != JsonToken.PROPERTY_NAME && parser.getRawTag() != null) {
                throw new Fancy(here(), "tags are not allowed");
            }
            return token;
        }

        private Place here() {
            TokenStreamLocation at = parser.currentTokenLocation();
            return Place.root(root.source(), at.getLineNr(), at.getColumnNr());
        }
    }

    /// Carries the refusal out of the parser.
    private static final class Fancy extends RuntimeException {
        private final transient Place place;
        private final String problem;

        Fancy(Place place, String problem) {
            super(problem);
            this.place = place;
            this.problem = problem;
        }
    }
}
