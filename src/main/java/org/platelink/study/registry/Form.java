package org.platelink.study.registry;

import java.util.List;
import org.springframework.http.MediaType;

/** A format in which studies are published. */
interface Form {

    /** The display name. */
    String title();

    /** Its name in {@code _format}, and the base name of its file. */
    String name();

    /** The file extension. */
    String ending();

    /** The media type, without the character set. */
    MediaType type();

    /** Whether it matches a media range of an {@code Accept} header. */
    boolean answers(MediaType range);

    /** Serializes one study. */
    String write(PublicStudy study);

    /** Serializes all studies. */
    String writeAll(List<PublicStudy> studies);

    /** The file name, which is the last segment of its direct link. */
    default String file() {
        return name() + "." + ending();
    }
}
