/** What we may never lose, in one SQLite file. */
@NullMarked
@CheckReturnValue
package vn.phusong.journal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
