/// What every command of the terminal needs: output, questions, progress, and secrets that are never arguments.
@NullMarked
package io.backstay.cli.terminal;

import org.jspecify.annotations.NullMarked;
