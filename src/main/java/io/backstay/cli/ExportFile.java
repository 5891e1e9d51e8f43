package io.backstay.cli;

import io.backstay.act.check.ComplianceExports.Form;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A file whose ending says in which form it is written.
final class ExportFile implements ITypeConverter<Path> {
    @Override
    public Path convert(String typed) {
        try {
            Path file = Path.of(typed);
            if (Form.of(file).isPresent()) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new TypeConversionException("this system has no such paths: " + e.getReason());
        }
        throw new TypeConversionException("'" + typed + "' ends with none of .csv, .json and .pdf");
    }
}
