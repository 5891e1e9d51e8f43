package io.backstay.cli.terminal;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads one of a few words; another word is refused with the list of those that are possible.
public abstract class WordOf<E> implements ITypeConverter<E>, Iterable<String> {
    private final List<E> values;
    private final Function<E, String> word;

    protected WordOf(E[] values, Function<E, String> word) {
        this.values = List.copyOf(Arrays.asList(values));
        this.word = word;
    }

    @Override
    public E convert(String typed) {
        return values.stream()
                .filter(value -> word.apply(value).equals(typed))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + typed + "' is not one of "
                        + values.stream().map(word).collect(Collectors.joining(", "))));
    }

    @Override
    public Iterator<String> iterator() {
        return values.stream().map(word).iterator();
    }
}
