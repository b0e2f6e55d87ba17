package org.platelink.desk.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.platelink.desk.UnknownPage;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Handles URLs below the desk's at which there is no page, and forms with an expired CSRF token. */
@Controller
class OtherAddresses {

    private final DeskErrors errors;

    OtherAddresses(DeskErrors errors) {
        this.errors = errors;
    }

    @RequestMapping("/desk/**")
    ResponseEntity<byte[]> unknown() {
        throw new UnknownPage();
    }

    @RequestMapping("/desk/refused")
    ResponseEntity<byte[]> refused(HttpServletRequest request) {
        return errors.page(403, "error.form", List.of(), request);
    }
}
