package org.platelink.study.registry;

import java.util.List;
import org.springframework.http.MediaType;

/** A form in which studies are published. */
interface Form {

    /** What it is called for people. */
    String title();

    /** Its name in {@code _format}, and the name of its file without the ending. */
    String name();

    /** The ending of its file. */
    String ending();

    /** Its content type, without the character set. */
    MediaType type();

    /** Whether it is what a range of an {@code Accept} header asks for. */
    boolean answers(MediaType range);

    /** One study. */
    String write(PublicStudy study);

    /** All studies. */
    String writeAll(List<PublicStudy> studies);

    /** The last part of its plain link. */
    default String file() {
        return name() + "." + ending();
    }
}
