// Generated from openapi.json by `npm run generate`; do not edit.
export interface paths {
    "/api/public/anchor/{anchor}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An image of a description on the board */
        get: operations["download_board_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/anchor/{anchor}/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Work items of the published project */
        get: operations["list_board_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/anchor/{anchor}/issues/{work_item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A work item of the published project */
        get: operations["get_board_item"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/anchor/{anchor}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Labels of the published project */
        get: operations["list_board_labels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/anchor/{anchor}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members of the published project, by the names they show */
        get: operations["list_board_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/anchor/{anchor}/meta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The published project */
        get: operations["get_board_project"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/anchor/{anchor}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the board offers */
        get: operations["get_board_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/anchor/{anchor}/states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** States of the published project */
        get: operations["list_board_states"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/public/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a kind of mail off
         * @description For whoever has the mail: no sign-in. The token is in the address, or in a body of JSON as
         *     `{"token": "…"}`; the form that mail programs send is not looked at.
         */
        post: operations["unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The instance */
        get: operations["get_instance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change settings */
        patch: operations["update_instance"];
        trace?: never;
    };
    "/api/v1/instance/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entries, newest first
         * @description Reading them is written down too. Counts go to ten thousand at most.
         */
        get: operations["list_audit_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/audit/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Actions that occur in the log */
        get: operations["list_audit_actions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take the log away
         * @description In the order of commits: one entry a line.
         */
        get: operations["download_audit_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check that nothing was changed
         * @description Computes the chain of hashes anew and compares it with the signed checkpoints.
         */
        post: operations["verify_audit_log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/authentication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How people may sign in */
        get: operations["get_authentication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how people may sign in */
        patch: operations["update_authentication"];
        trace?: never;
    };
    "/api/v1/instance/authentication/preview-certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what a certificate would do
         * @description As if it had been shown by a card, step by step. Nobody is signed in.
         */
        post: operations["preview_certificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/authentication/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try out a way to sign in */
        post: operations["test_authentication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs
         * @description What the queue holds by kind, the schedules, and the instances.
         */
        get: operations["get_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a dead job */
        delete: operations["delete_job"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a dead job again */
        post: operations["retry_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/jobs/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs one by one
         * @description Waiting ones by their time, others the newest first.
         */
        get: operations["list_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/jobs/retry-dead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run dead jobs again, at most a thousand */
        post: operations["retry_dead_jobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How mail is sent */
        get: operations["get_mail_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how mail is sent
         * @description 409 when the settings file names the mail server.
         */
        patch: operations["update_mail_settings"];
        trace?: never;
    };
    "/api/v1/instance/mail/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log of mails */
        get: operations["list_mails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/mail/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test mail
         * @description With the settings as they are stored, also while mail is switched off.
         */
        post: operations["test_mail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/oidc-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Providers */
        get: operations["list_oidc_providers"];
        put?: never;
        /**
         * Add a provider
         * @description With `private_key_jwt` a key is made; register its certificate with the provider.
         */
        post: operations["create_oidc_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/oidc-providers/{provider_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a provider
         * @description Ends the sessions that it opened. Adding the same issuer again finds the same people.
         */
        delete: operations["delete_oidc_provider"];
        options?: never;
        head?: never;
        /** Change a provider */
        patch: operations["update_oidc_provider"];
        trace?: never;
    };
    "/api/v1/instance/oidc-providers/{provider_id}/rotate-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new key
         * @description The one before is used as long as the provider does not know the new certificate, and is
         *     forgotten at the next call.
         */
        post: operations["rotate_oidc_provider_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/oidc-providers/{provider_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a provider without a person */
        post: operations["test_oidc_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/schedules/{schedule}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a schedule's job now */
        post: operations["run_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create the first account
         * @description With the token that the server printed. Signs in.
         */
        post: operations["set_up_instance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What card sign-in trusts */
        get: operations["get_trust"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/trust/anchors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trust a certificate */
        post: operations["create_trust_anchor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/trust/anchors/{trust_anchor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop trusting a certificate */
        delete: operations["delete_trust_anchor"];
        options?: never;
        head?: never;
        /** Change what an anchor demands */
        patch: operations["update_trust_anchor"];
        trace?: never;
    };
    "/api/v1/instance/trust/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add certificates between cards and anchors
         * @description Revocation lists in the same file are added too.
         */
        post: operations["create_trust_certificates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/trust/certificates/{trust_certificate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a certificate */
        delete: operations["delete_trust_certificate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/trust/crl-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetch a revocation list from an address, now and from then on */
        post: operations["create_crl_source"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/trust/crl-sources/{crl_source_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop fetching from an address */
        delete: operations["delete_crl_source"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/trust/crl-sources/{crl_source_id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetch from an address now */
        post: operations["refresh_crl_source"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/trust/crls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a revocation list
         * @description The body is the list itself, DER or PEM, at most 100 MiB.
         */
        post: operations["create_crl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/trust/crls/{crl_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a revocation list */
        delete: operations["delete_crl"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/trust/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look into a file of certificates
         * @description Adds nothing.
         */
        post: operations["inspect_trust_bundle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts */
        get: operations["list_instance_users"];
        put?: never;
        /** Create an account */
        post: operations["create_instance_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an account */
        patch: operations["update_instance_user"];
        trace?: never;
    };
    "/api/v1/instance/users/{user_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve an account */
        post: operations["approve_instance_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/users/{user_id}/cards/{card_id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Block a card of a person */
        post: operations["block_user_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/users/{user_id}/cards/{card_id}/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a blocked card in again */
        post: operations["unblock_user_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/users/{user_id}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A person's identities and cards */
        get: operations["list_user_identities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/users/{user_id}/identities/{identity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an identity of a person
         * @description With it go the others of the same issuer, and the sessions that they opened.
         */
        delete: operations["delete_user_identity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/users/{user_id}/reset-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link with which a person chooses another password */
        post: operations["create_reset_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/users/{user_id}/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a person out everywhere */
        post: operations["sign_out_instance_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instance/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Workspaces */
        get: operations["list_instance_workspaces"];
        put?: never;
        /**
         * Create a workspace
         * @description Its owner is the caller.
         */
        post: operations["create_instance_workspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the bytes of an announced file
         * @description A form (`multipart/form-data`) with the fields that announcing the file answered, and then
         *     the bytes as `file`. Needs no credentials: the field `token` allows it, once.
         */
        post: operations["upload_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Me */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change my profile */
        patch: operations["update_me"];
        trace?: never;
    };
    "/api/v1/users/me/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My API tokens */
        get: operations["list_my_api_tokens"];
        put?: never;
        /**
         * Create an API token
         * @description The token's text is in this answer and nowhere else.
         */
        post: operations["create_my_api_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/api-tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token */
        delete: operations["revoke_my_api_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/cards/{card_id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block one of my cards
         * @description A lost card lets nobody in from now on. An administrator can unblock it.
         */
        post: operations["block_my_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My identities and cards */
        get: operations["list_my_identities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/identities/{identity_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove one of my identities
         * @description With it go the others of the same issuer, and the sessions that they opened.
         */
        delete: operations["delete_my_identity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/notification-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I want to be told */
        get: operations["get_notification_preferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what I want to be told */
        patch: operations["update_notification_preferences"];
        trace?: never;
    };
    "/api/v1/users/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change my password
         * @description Ends all other sessions.
         */
        post: operations["change_my_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am signed in */
        get: operations["list_my_sessions"];
        put?: never;
        post?: never;
        /** End all my other sessions */
        delete: operations["end_my_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of my sessions */
        delete: operations["end_my_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My workspaces */
        get: operations["list_workspaces"];
        put?: never;
        /** Create a workspace */
        post: operations["create_workspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A workspace */
        get: operations["get_workspace"];
        put?: never;
        post?: never;
        /** Delete a workspace */
        delete: operations["delete_workspace"];
        options?: never;
        head?: never;
        /** Change a workspace */
        patch: operations["update_workspace"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/assets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Announce an image for a text
         * @description Then post the bytes as for attachments, confirm with PATCH, and use `asset_url` as the
         *     image's `src`.
         */
        post: operations["create_asset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/assets/{asset_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An image or other asset */
        get: operations["get_asset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Confirm that an image's bytes were sent */
        patch: operations["confirm_asset"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of a file
         * @description Images are shown in place, everything else is a download.
         */
        get: operations["download_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open invitations */
        get: operations["list_invitations"];
        put?: never;
        /**
         * Invite somebody
         * @description The link is in this answer and nowhere else.
         */
        post: operations["create_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation */
        delete: operations["withdraw_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members of a workspace */
        get: operations["list_workspace_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/members/{membership_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a member */
        delete: operations["remove_workspace_member"];
        options?: never;
        head?: never;
        /** Change a member's role */
        patch: operations["update_workspace_member"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/members/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a workspace */
        post: operations["leave_workspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Projects
         * @description Those that the caller belongs to, and the public ones.
         */
        get: operations["list_projects"];
        put?: never;
        /** Create a project */
        post: operations["create_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project */
        get: operations["get_project"];
        put?: never;
        post?: never;
        /** Delete a project */
        delete: operations["delete_project"];
        options?: never;
        head?: never;
        /** Change a project */
        patch: operations["update_project"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Archive a project */
        post: operations["archive_project"];
        /** Restore a project */
        delete: operations["restore_project"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join a project */
        post: operations["join_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Labels */
        get: operations["list_labels"];
        put?: never;
        /** Create a label */
        post: operations["create_label"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/labels/{label_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A label */
        get: operations["get_label"];
        put?: never;
        post?: never;
        /** Delete a label */
        delete: operations["delete_label"];
        options?: never;
        head?: never;
        /** Change a label */
        patch: operations["update_label"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members of a project */
        get: operations["list_project_members"];
        put?: never;
        /** Add a member */
        post: operations["add_project_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/members/{membership_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a member */
        delete: operations["remove_project_member"];
        options?: never;
        head?: never;
        /** Change a member's role */
        patch: operations["update_project_member"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/members/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a project */
        post: operations["leave_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a project is published */
        get: operations["get_publication"];
        put?: never;
        /**
         * Publish a project
         * @description Anybody who has the address can read it then, without an account.
         */
        post: operations["publish_project"];
        /** Stop publishing a project */
        delete: operations["unpublish_project"];
        options?: never;
        head?: never;
        /** Change what a published board offers */
        patch: operations["update_publication"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All items of a project in one compact answer
         * @description Items are arrays in the order of `fields`; `state`, `assignees`, `labels` and `created_by`
         *     are places in the lists beside them; times are seconds since 1970. Live updates go on from
         *     `cursor`.
         */
        get: operations["get_snapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** States */
        get: operations["list_states"];
        put?: never;
        /**
         * Create a state
         * @description Answers 200, as clients of this API expect.
         */
        post: operations["create_state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/states/{state_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A state */
        get: operations["get_state"];
        put?: never;
        post?: never;
        /**
         * Delete a state
         * @description Not the default one, and not while items are in it.
         */
        delete: operations["delete_state"];
        options?: never;
        head?: never;
        /** Change a state */
        patch: operations["update_state"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/work-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Work items
         * @description With both `external_id` and `external_source`: that one item, without the envelope.
         */
        get: operations["list_work_items"];
        put?: never;
        /** Create a work item */
        post: operations["create_work_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/work-items/{work_item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A work item */
        get: operations["get_work_item"];
        put?: never;
        post?: never;
        /** Delete a work item */
        delete: operations["delete_work_item"];
        options?: never;
        head?: never;
        /**
         * Change a work item
         * @description Archiving takes it out of sight: the answer is then the item as it was last seen.
         */
        patch: operations["update_work_item"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/work-items/{work_item_id}/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a work item */
        get: operations["list_activities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/work-items/{work_item_id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Attachments of a work item */
        get: operations["list_attachments"];
        put?: never;
        /**
         * Announce an attachment
         * @description Post the bytes to `upload_data.url` next, as a form with all `upload_data.fields` and then
         *     `file`, and confirm with PATCH.
         */
        post: operations["create_attachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/work-items/{work_item_id}/attachments/{attachment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where an attachment's bytes are */
        get: operations["get_attachment"];
        put?: never;
        post?: never;
        /** Delete an attachment */
        delete: operations["delete_attachment"];
        options?: never;
        head?: never;
        /** Confirm that an attachment's bytes were sent */
        patch: operations["confirm_attachment"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/work-items/{work_item_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Comments on a work item */
        get: operations["list_comments"];
        put?: never;
        /** Comment on a work item */
        post: operations["create_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/work-items/{work_item_id}/comments/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A comment */
        get: operations["get_comment"];
        put?: never;
        post?: never;
        /** Delete a comment */
        delete: operations["delete_comment"];
        options?: never;
        head?: never;
        /** Change a comment */
        patch: operations["update_comment"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/work-items/{work_item_id}/subscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether I follow a work item */
        get: operations["get_subscription"];
        put?: never;
        /** Follow a work item */
        post: operations["subscribe_to_work_item"];
        /** Follow a work item no longer */
        delete: operations["delete_subscription"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/projects/{project_id}/work-items/{work_item_id}/subscribers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who follows a work item */
        get: operations["list_subscribers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/users/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My notifications */
        get: operations["list_notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/users/notifications/{notification_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of my notifications */
        get: operations["get_notification"];
        put?: never;
        post?: never;
        /** Delete a notification */
        delete: operations["delete_notification"];
        options?: never;
        head?: never;
        /** Let a notification sleep, or wake it */
        patch: operations["update_notification"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/users/notifications/{notification_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a notification away */
        post: operations["archive_notification"];
        /** Take a notification back */
        delete: operations["restore_notification"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/users/notifications/{notification_id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a notification as read */
        post: operations["mark_notification_read"];
        /** Mark a notification as unread */
        delete: operations["mark_notification_unread"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/users/notifications/mark-all-read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark my notifications as read */
        post: operations["mark_all_notifications_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/users/notifications/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many of my notifications are unread */
        get: operations["get_unread_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/webhook-logs/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest messages to a webhook, in the form of older clients */
        get: operations["list_webhook_logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhooks of a workspace */
        get: operations["list_webhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description The secret with which messages are signed is in this answer and nowhere else.
         */
        post: operations["create_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A webhook */
        get: operations["get_webhook"];
        put?: never;
        post?: never;
        /** Delete a webhook */
        delete: operations["delete_webhook"];
        options?: never;
        head?: never;
        /** Change a webhook */
        patch: operations["update_webhook"];
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages to a webhook
         * @description The newest first; they are kept for 30 days.
         */
        get: operations["list_webhook_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/webhooks/{webhook_id}/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A message to a webhook */
        get: operations["get_webhook_delivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message again */
        post: operations["redeliver_webhook_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/webhooks/{webhook_id}/regenerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret
         * @description For 24 hours messages carry both signatures: `X-Plane-Signature` by the new secret and
         *     `X-Plane-Signature-Previous` by the one before.
         */
        post: operations["regenerate_webhook_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/webhooks/{webhook_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message
         * @description Its event is `ping`. It is tried once, also while the webhook is switched off.
         */
        post: operations["test_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/work-items/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A work item by its key */
        get: operations["get_work_item_by_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workspaces/{slug}/work-items/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search */
        get: operations["search_work_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/break-glass/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The page of a break-glass link
         * @description For people, without any script: the apps may be what is broken.
         */
        get: operations["get_break_glass_page"];
        put?: never;
        /**
         * Sign in with a break-glass link
         * @description The button of its page; pressing it agrees to the notice, which is on the same page.
         */
        post: operations["use_break_glass_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an invitation offers */
        get: operations["get_invitation_by_link"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/invitations/{token}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Signed in with the invited address: no body. Without an account: the names and password of
         *     the new one, which is then signed in.
         */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/magic-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link that signs in
         * @description It goes to the address, if somebody has it who may sign in so. The answer is the same in any
         *     case.
         */
        post: operations["request_magic_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/magic-link/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a link that was mailed */
        post: operations["redeem_magic_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ways to sign in */
        get: operations["get_sign_in_methods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/notice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree to the system-use notice
         * @description Nobody signs in before. Sets a cookie.
         */
        post: operations["accept_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password-links/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a one-time password link is for */
        get: operations["get_password_link"];
        put?: never;
        /** Set the password that a link allows, and sign in */
        post: operations["use_password_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link for another password
         * @description It goes to the address, if somebody with a password has it. The answer is the same in any
         *     case.
         */
        post: operations["request_password_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How long my session lasts
         * @description Asking is no activity.
         */
        get: operations["get_session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/session/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stay signed in */
        post: operations["extend_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a password */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out */
        post: operations["sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AcceptedNotice
         * @description The notice that was read.
         * @example {
         *       "version": "3f8a1c5e9b2d4760"
         *     }
         */
        AcceptedNotice: {
            /** @description Its version, from the ways to sign in. */
            version: string;
        };
        /**
         * AccountPatch
         * @description What may be changed about an account.
         * @example {
         *       "is_active": false
         *     }
         */
        AccountPatch: {
            /** @description Another address. Whoever enters it vouches that it is this person's: it opens invitations. */
            email?: string;
            /** @description May sign in. */
            is_active?: boolean;
            /** @description Administers the instance. */
            is_instance_admin?: boolean;
        };
        /**
         * Activity
         * @description One changed field.
         */
        Activity: {
            /**
             * Format: uuid
             * @description Who did it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            actor?: string;
            /** @description Not used. */
            attachments: string[];
            /** @description Not used. */
            comment: string;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Always null.
             * @example 2026-11-23T17:05:00Z
             */
            deleted_at?: string;
            /**
             * Format: int64
             * @description When it happened, in whole seconds since 1970.
             */
            epoch: number;
            /** @description What changed; null when the item was created. */
            field?: string;
            /**
             * Format: uuid
             * @description The entry's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /**
             * Format: uuid
             * @description The item.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            issue: string;
            /**
             * Format: uuid
             * @description Not used.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            issue_comment?: string;
            /**
             * Format: uuid
             * @description The id of what it is.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            new_identifier?: string;
            /** @description What it is, in words. */
            new_value?: string;
            /**
             * Format: uuid
             * @description The id of what it was.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            old_identifier?: string;
            /** @description What it was, in words. */
            old_value?: string;
            /**
             * Format: uuid
             * @description The project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project: string;
            /**
             * Format: date-time
             * @description The same.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /** @description `created`, `updated` or `deleted`. */
            verb: string;
            /**
             * Format: uuid
             * @description The workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * AddedCertificates
         * @description How adding a bundle ended.
         */
        AddedCertificates: {
            /**
             * Format: uint64
             * @description Certificates that are new.
             */
            added: number;
            /**
             * Format: uint64
             * @description Revocation lists that are here now.
             */
            crls: number;
            /**
             * Format: uint64
             * @description Certificates that were here.
             */
            known: number;
            /** @description What was not taken. */
            refused: components["schemas"]["RefusedCertificate"][];
        };
        /**
         * AnchorInput
         * @description A new anchor, or a change of one. What is left out takes its default, or stays as it is.
         * @example {
         *       "certificate": "-----BEGIN CERTIFICATE-----\nMIIF…\n-----END CERTIFICATE-----\n",
         *       "trust_domain": "treasury",
         *       "upn_suffixes": [
         *         "treasury.gov"
         *       ]
         *     }
         */
        AnchorInput: {
            /** @description Certificates that name no purpose at all pass. */
            accept_absent_eku?: boolean;
            /** @description Somebody unknown gets an account at once. */
            auto_provision?: boolean;
            /** @description PEM, or base64 of DER. For new anchors only. */
            certificate?: string;
            /** @description The ten digits at the end of a common name are an EDIPI. */
            dod?: boolean;
            /** @description Counts at all. */
            enabled?: boolean;
            /** @description Which identifiers count, strongest first. */
            identifier_kinds?: string[];
            /** @description Policies are not translated on the way. */
            inhibit_policy_mapping?: boolean;
            /** @description Issuers in whose certificates one subject name means one person. */
            issuer_group?: string;
            /** @description `off`, or `prefer`: the issuer's responder is asked before lists. */
            ocsp?: string;
            /** @description Policies, one of which must hold. */
            policies?: string[];
            /** @description The certificate must be for TLS clients. */
            require_client_auth_eku?: boolean;
            /** @description `hard`, `soft` or `off`. */
            revocation?: string;
            /**
             * Format: int32
             * @description Soft: hours after the end of the last list, 1 to 168.
             */
            soft_grace_hours?: number;
            /**
             * Format: date-time
             * @description Soft: when the exception ends, at most 30 days ahead.
             */
            soft_until?: string;
            /** @description Under which name its identities are kept apart from others. Needed for a new anchor. */
            trust_domain?: string;
            /** @description Domains of user principal names that its issuers may vouch for. */
            upn_suffixes?: string[];
        };
        /**
         * AnnouncedAsset
         * @description An image that was announced, with where to send its bytes.
         */
        AnnouncedAsset: {
            /**
             * Format: uuid
             * @description The file's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            asset_id: string;
            /** @description Where the bytes will be: the `src` of the image. */
            asset_url: string;
            /** @description Where to send the bytes. */
            upload_data: components["schemas"]["UploadData"] & unknown;
        };
        /**
         * AnnouncedAttachment
         * @description An attachment that was announced, with where to send its bytes.
         */
        AnnouncedAttachment: {
            /** @description The same as `asset_url`. */
            asset: string;
            /**
             * Format: uuid
             * @description The attachment's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            asset_id: string;
            /** @description Where its bytes are. */
            asset_url: string;
            /** @description The attachment. */
            attachment: components["schemas"]["Attachment"] & unknown;
            /** @description Name, type and size. */
            attributes: components["schemas"]["FileAttributes"] & unknown;
            /**
             * Format: date-time
             * @description When it was announced.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Who added it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            created_by?: string;
            /**
             * Format: date-time
             * @description Always null.
             * @example 2026-11-23T17:05:00Z
             */
            deleted_at?: string;
            /** @description The work item, as text. */
            entity_identifier?: string;
            /** @description `ISSUE_ATTACHMENT`. */
            entity_type: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description The system that knows it too. */
            external_source?: string;
            /**
             * Format: uuid
             * @description The attachment's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Always false. */
            is_archived: boolean;
            /** @description Always false: deleted attachments are not shown. */
            is_deleted: boolean;
            /** @description Whether the bytes have arrived and were confirmed. */
            is_uploaded: boolean;
            /**
             * Format: uuid
             * @description The work item.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            issue?: string;
            /**
             * Format: uuid
             * @description The project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project?: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description Always null. */
            storage_metadata?: unknown;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description The same as `created_by`.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            updated_by?: string;
            /** @description Where to send the bytes. */
            upload_data: components["schemas"]["UploadData"] & unknown;
            /**
             * Format: uuid
             * @description The workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * ApiToken
         * @description An API token, without its text.
         */
        ApiToken: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /** @description What uses it. */
            description: string;
            /**
             * Format: date-time
             * @description When it ends; null for never.
             * @example 2026-11-23T17:05:00Z
             */
            expired_at?: string;
            /**
             * Format: uuid
             * @description The token's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Whether it works. */
            is_active: boolean;
            /** @description Its name. */
            label: string;
            /**
             * Format: date-time
             * @description When it was last used, to the minute.
             * @example 2026-11-23T17:05:00Z
             */
            last_used?: string;
            /** @description The token itself: present only in the answer that creates it. */
            token?: string;
            /**
             * Format: uuid
             * @description The one workspace it works in, or null for all.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace?: string;
        };
        /**
         * Asset
         * @description A file that has arrived.
         */
        Asset: {
            /**
             * Format: uuid
             * @description The file's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            asset_id: string;
            /** @description Its name. */
            asset_name: string;
            /** @description Its type. */
            asset_type: string;
            /** @description Where its bytes are. */
            asset_url: string;
        };
        /**
         * Attachment
         * @description An attachment.
         */
        Attachment: {
            /** @description The same as `asset_url`. */
            asset: string;
            /** @description Where its bytes are. */
            asset_url: string;
            /** @description Name, type and size. */
            attributes: components["schemas"]["FileAttributes"] & unknown;
            /**
             * Format: date-time
             * @description When it was announced.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Who added it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            created_by?: string;
            /**
             * Format: date-time
             * @description Always null.
             * @example 2026-11-23T17:05:00Z
             */
            deleted_at?: string;
            /** @description The work item, as text. */
            entity_identifier?: string;
            /** @description `ISSUE_ATTACHMENT`. */
            entity_type: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description The system that knows it too. */
            external_source?: string;
            /**
             * Format: uuid
             * @description The attachment's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Always false. */
            is_archived: boolean;
            /** @description Always false: deleted attachments are not shown. */
            is_deleted: boolean;
            /** @description Whether the bytes have arrived and were confirmed. */
            is_uploaded: boolean;
            /**
             * Format: uuid
             * @description The work item.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            issue?: string;
            /**
             * Format: uuid
             * @description The project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project?: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description Always null. */
            storage_metadata?: unknown;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description The same as `created_by`.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            updated_by?: string;
            /**
             * Format: uuid
             * @description The workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * AuditActor
         * @description Who acted.
         */
        AuditActor: {
            /** @description Their present name; the one at that time when the account is gone. */
            display_name: string;
            /**
             * Format: uuid
             * @description The person's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
        };
        /**
         * AuditEntry
         * @description An act.
         */
        AuditEntry: {
            /** @description What, as `thing.verb`. */
            action: string;
            /** @description Who; null when nobody was signed in. */
            actor?: components["schemas"]["AuditActor"] & unknown;
            /** @description Their name and address at that time. */
            actor_label: string;
            /**
             * Format: date-time
             * @description When.
             * @example 2026-11-23T17:05:00Z
             */
            at: string;
            /** @description Further facts. */
            detail: unknown;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description From which address. */
            ip_address: string;
            /**
             * Format: uuid
             * @description The thing.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            object_id?: string;
            /** @description What it was called. */
            object_label: string;
            /** @description The kind of thing acted on. */
            object_type?: string;
            /** @description `success` or `failure`. */
            outcome: string;
            /** @description Why, when there is more to say than the action does. */
            reason: string;
            /**
             * Format: uuid
             * @description In which workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace_id?: string;
        };
        /**
         * AuditProblem
         * @description Something in the log that does not fit.
         */
        AuditProblem: {
            /**
             * Format: int64
             * @description The entry, when it is one entry.
             */
            entry_id?: number;
            /** @description What is wrong, in words. */
            what: string;
        };
        /**
         * AuditReport
         * @description Whether the log is what was written.
         */
        AuditReport: {
            /**
             * Format: int64
             * @description Signed checkpoints that were looked at.
             */
            checkpoints: number;
            /**
             * Format: int64
             * @description Entries that were looked at.
             */
            entries: number;
            /**
             * Format: date-time
             * @description When the last checkpoint that holds was signed.
             * @example 2026-11-23T17:05:00Z
             */
            last_checkpoint_at?: string;
            /** @description All fits together. */
            passed: boolean;
            /**
             * Format: uint64
             * @description How many problems there are; `problems` lists at most a thousand.
             */
            problem_count: number;
            /** @description What does not fit. */
            problems: components["schemas"]["AuditProblem"][];
        };
        /**
         * Authentication
         * @description How people may sign in.
         */
        Authentication: {
            /** @description What failures lead to. */
            lockout: components["schemas"]["LockoutSettings"] & unknown;
            /** @description Links that sign in, by mail. */
            magic_link: components["schemas"]["MagicLinkSettings"] & unknown;
            /** @description The system-use notice. */
            notice: components["schemas"]["NoticeSettings"] & unknown;
            /** @description E-mail and password. */
            password: components["schemas"]["PasswordSettings"] & unknown;
            /** @description Smart cards. */
            piv: components["schemas"]["CardSettings"] & unknown;
            /** @description How long sessions last. */
            sessions: components["schemas"]["SessionSettings"] & unknown;
        };
        /**
         * AuthenticationPatch
         * @description What may be changed.
         * @example {
         *       "session_absolute_hours": 12,
         *       "session_idle_minutes": 15,
         *       "sessions_per_user_max": 3
         *     }
         */
        AuthenticationPatch: {
            /** @description Whether people may ask for a link that signs in. It makes their mailbox a way in. */
            magic_link_enabled?: boolean;
            /** @description Whether the notice must be agreed to. */
            notice_enabled?: boolean;
            /** @description Its text. */
            notice_text?: string;
            /** @description Its title. */
            notice_title?: string;
            /** @description Whether passwords work. Off needs an administrator with another way in. */
            password_enabled?: boolean;
            /**
             * Format: int32
             * @description Hours after which a session ends in any case.
             */
            session_absolute_hours?: number;
            /**
             * Format: int32
             * @description Minutes without a request after which a session ends.
             */
            session_idle_minutes?: number;
            /**
             * Format: int32
             * @description Sessions that a person may have at once; 0 for any number.
             */
            sessions_per_user_max?: number;
        };
        /**
         * BoardItem
         * @description A work item of a published project.
         */
        BoardItem: {
            /** @description Who works on it. */
            assignee_ids: string[];
            /**
             * Format: uuid
             * @description Who created it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            created_by?: string;
            /**
             * Format: uuid
             * @description Always null.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            cycle_id?: string;
            /**
             * Format: uuid
             * @description Always null.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            estimate_point?: string;
            /**
             * Format: uuid
             * @description The work item's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its labels. */
            label_ids: string[];
            /** @description Always empty. */
            module_ids: string[];
            /** @description Its title. */
            name: string;
            /**
             * Format: uuid
             * @description The work item above it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            parent_id?: string;
            /** @description `urgent`, `high`, `medium`, `low` or `none`. */
            priority: string;
            /**
             * Format: uuid
             * @description The project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project_id: string;
            /** @description Always empty. */
            reaction_items: unknown[];
            /**
             * Format: int32
             * @description The number in its key.
             */
            sequence_id: number;
            /**
             * Format: double
             * @description Its place in the manual order.
             */
            sort_order: number;
            /**
             * Format: naive-date
             * @description When work starts.
             */
            start_date?: string;
            /** @description What its state means. */
            state__group: string;
            /**
             * Format: uuid
             * @description Its state.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            state_id: string;
            /**
             * Format: naive-date
             * @description When it is due.
             */
            target_date?: string;
            /** @description Always empty. */
            vote_items: unknown[];
        };
        /**
         * BoardItemDetail
         * @description A work item of a published project with its description.
         */
        BoardItemDetail: {
            /** @description Who works on it. */
            assignee_ids: string[];
            /**
             * Format: uuid
             * @description Who created it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            created_by?: string;
            /**
             * Format: uuid
             * @description Always null.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            cycle_id?: string;
            /** @description The description, as sanitised HTML. */
            description_html: string;
            /** @description The words of the description. */
            description_stripped?: string;
            /**
             * Format: uuid
             * @description Always null.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            estimate_point?: string;
            /**
             * Format: uuid
             * @description The work item's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its labels. */
            label_ids: string[];
            /** @description Always empty. */
            module_ids: string[];
            /** @description Its title. */
            name: string;
            /**
             * Format: uuid
             * @description The work item above it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            parent_id?: string;
            /** @description `urgent`, `high`, `medium`, `low` or `none`. */
            priority: string;
            /**
             * Format: uuid
             * @description The project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project_id: string;
            /** @description Always empty. */
            reaction_items: unknown[];
            /**
             * Format: int32
             * @description The number in its key.
             */
            sequence_id: number;
            /**
             * Format: double
             * @description Its place in the manual order.
             */
            sort_order: number;
            /**
             * Format: naive-date
             * @description When work starts.
             */
            start_date?: string;
            /** @description What its state means. */
            state__group: string;
            /**
             * Format: uuid
             * @description Its state.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            state_id: string;
            /**
             * Format: naive-date
             * @description When it is due.
             */
            target_date?: string;
            /** @description Always empty. */
            vote_items: unknown[];
        };
        /**
         * BoardLabel
         * @description A label of a published project.
         */
        BoardLabel: {
            /** @description Its colour. */
            color: string;
            /**
             * Format: uuid
             * @description The label's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: uuid
             * @description The label above it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            parent?: string;
        };
        /**
         * BoardMember
         * @description A person who works on a published project: no more than the name they show.
         */
        BoardMember: {
            /**
             * Format: uuid
             * @description The membership's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /**
             * Format: uuid
             * @description The person's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            member: string;
            /** @description Where the picture is. */
            member__avatar: string;
            /** @description The name to show. */
            member__display_name: string;
            /**
             * Format: uuid
             * @description The project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project: string;
            /**
             * Format: uuid
             * @description The workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * BoardProject
         * @description The published project.
         */
        BoardProject: {
            /** @description The old name of `cover_image_url`. */
            cover_image?: string;
            /** @description A picture for its head. */
            cover_image_url?: string;
            /** @description What it is about. */
            description: string;
            /** @description An older form of its emblem. */
            emoji?: string;
            /** @description An older form of its emblem. */
            icon_prop?: unknown;
            /**
             * Format: uuid
             * @description The project's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description The first part of its work items' keys. */
            identifier: string;
            /** @description Its emblem. */
            logo_props: unknown;
            /** @description Its name. */
            name: string;
        };
        /**
         * BoardSettings
         * @description What a published board offers.
         */
        BoardSettings: {
            /** @description Names the board in its address. */
            anchor: string;
            /** @description Whether visitors may comment: not offered. */
            is_comments_enabled: boolean;
            /** @description Whether visitors may react: not offered. */
            is_reactions_enabled: boolean;
            /** @description Whether visitors may vote: not offered. */
            is_votes_enabled: boolean;
            /** @description The project. */
            project_details: components["schemas"]["BoardProject"] & unknown;
            /** @description Which layouts are offered: `list`, `kanban`, … */
            view_props: unknown;
            /** @description Its workspace. */
            workspace_detail: components["schemas"]["BoardWorkspace"] & unknown;
        };
        /**
         * BoardState
         * @description A state of a published project.
         */
        BoardState: {
            /** @description Its colour. */
            color: string;
            /** @description What it means: `backlog`, `unstarted`, `started`, `completed` or `cancelled`. */
            group: string;
            /**
             * Format: uuid
             * @description The state's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: double
             * @description Its place among the states.
             */
            sequence: number;
        };
        /**
         * BoardWorkspace
         * @description The workspace of a published project.
         */
        BoardWorkspace: {
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its address. */
            slug: string;
        };
        /**
         * BundleText
         * @description Certificates as text.
         * @example {
         *       "bundle": "-----BEGIN CERTIFICATE-----\nMIIF…\n-----END CERTIFICATE-----\n"
         *     }
         */
        BundleText: {
            /** @description PEM, or base64 of DER or PKCS #7. */
            bundle: string;
        };
        /**
         * Card
         * @description A card that was shown.
         */
        Card: {
            /**
             * Format: date-time
             * @description When it was blocked.
             * @example 2026-11-23T17:05:00Z
             */
            blocked_at?: string;
            /** @description The card's own number. */
            card_uuid?: string;
            /**
             * Format: date-time
             * @description First use.
             * @example 2026-11-23T17:05:00Z
             */
            first_seen_at: string;
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Who issued it. */
            issuer: string;
            /**
             * Format: date-time
             * @description Last use.
             * @example 2026-11-23T17:05:00Z
             */
            last_seen_at: string;
            /**
             * Format: date-time
             * @description Last second of validity.
             * @example 2026-11-23T17:05:00Z
             */
            not_after: string;
            /**
             * Format: date-time
             * @description First second of validity.
             * @example 2026-11-23T17:05:00Z
             */
            not_before: string;
            /** @description Its serial number. */
            serial: string;
            /** @description Whom the certificate names. */
            subject: string;
        };
        /**
         * CardChoice
         * @description Signing in by card.
         */
        CardChoice: {
            /** @description Where it begins. */
            begin_url: string;
        };
        /**
         * CardSettings
         * @description Smart cards; they are set up in the settings file.
         */
        CardSettings: {
            /** @description `verify` or `passthrough`, behind a load balancer. */
            alb_mode?: string;
            /** @description The host that asks for cards. */
            host: string;
            /** @description `off`, `native` or `alb`. */
            mode: string;
            /** @description What keeps them from it. */
            problems: string[];
            /** @description Nothing is known that keeps cards from working. */
            ready: boolean;
            /** @description Where the card is shown. */
            start_url: string;
        };
        /**
         * CertificatePreview
         * @description What a certificate would do here.
         */
        CertificatePreview: {
            /** @description The certificate itself may sign somebody in. */
            accepted: boolean;
            /** @description The anchor that the path leads to. */
            anchor?: components["schemas"]["PreviewAnchor"] & unknown;
            /** @description What it says about the card. */
            card: components["schemas"]["PreviewCard"] & unknown;
            /** @description What it says about who that is, strongest first. */
            identifiers: components["schemas"]["PreviewIdentifier"][];
            /** @description Who signed it. */
            issuer: string;
            /**
             * Format: date-time
             * @description Last second of validity.
             * @example 2026-11-23T17:05:00Z
             */
            not_after: string;
            /**
             * Format: date-time
             * @description First second of validity.
             * @example 2026-11-23T17:05:00Z
             */
            not_before: string;
            /** @description Why nobody would sign in. */
            reason?: string;
            /** @description Serial number, hexadecimal. */
            serial: string;
            /** @description What was looked at, in order. */
            steps: components["schemas"]["PreviewStep"][];
            /** @description Whose certificate it is. */
            subject: string;
            /** @description `sign_in`, `create_account`, `wait_for_approval` or `refuse`. */
            would: string;
        };
        /**
         * CertificateText
         * @description A certificate as text.
         * @example {
         *       "certificate": "-----BEGIN CERTIFICATE-----\nMIIF…\n-----END CERTIFICATE-----\n"
         *     }
         */
        CertificateText: {
            /** @description PEM, or base64 of DER. What follows the first certificate counts as sent along with it. */
            certificate: string;
        };
        /**
         * ChosenPassword
         * @description The password to set.
         * @example {
         *       "password": "tall-river-copper-41"
         *     }
         */
        ChosenPassword: {
            /** @description At least 12 characters (14 where PBKDF2 hashes it), not easy to guess. */
            password: string;
        };
        /**
         * Comment
         * @description A comment.
         */
        Comment: {
            /** @description `INTERNAL` or `EXTERNAL`. */
            access: string;
            /**
             * Format: uuid
             * @description Who wrote it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            actor?: string;
            /** @description Always empty: images stand in the text. */
            attachments: string[];
            /** @description The text, as sanitised HTML. */
            comment_html: string;
            /**
             * Format: date-time
             * @description When it was written.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Who wrote it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            created_by?: string;
            /**
             * Format: date-time
             * @description Always null: deleted comments are not shown.
             * @example 2026-11-23T17:05:00Z
             */
            deleted_at?: string;
            /**
             * Format: uuid
             * @description Always null.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            description?: string;
            /**
             * Format: date-time
             * @description When its text last changed.
             * @example 2026-11-23T17:05:00Z
             */
            edited_at?: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description The system that knows it too. */
            external_source?: string;
            /**
             * Format: uuid
             * @description The comment's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Whether the caller belongs to the project: always true. */
            is_member: boolean;
            /**
             * Format: uuid
             * @description The work item.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            issue: string;
            /**
             * Format: uuid
             * @description The comment that this one answers.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            parent?: string;
            /**
             * Format: uuid
             * @description The project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project: string;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description Who changed it last.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            updated_by?: string;
            /**
             * Format: uuid
             * @description The workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * CommentPatchBody
         * @description What changes about a comment.
         * @example {
         *       "comment_html": "<p>Fixed in the next release.</p>"
         *     }
         */
        CommentPatchBody: {
            /** @description `INTERNAL` or `EXTERNAL`. */
            access?: string;
            /** @description The text, as HTML. */
            comment_html?: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description A system that knows it too. */
            external_source?: string;
        };
        /**
         * Credentials
         * @description E-mail and password.
         * @example {
         *       "email": "ada@agency.example",
         *       "password": "tall-river-copper-41"
         *     }
         */
        Credentials: {
            /** @description The address of the account. */
            email: string;
            /** @description Its password. */
            password: string;
        };
        /**
         * Crl
         * @description A revocation list.
         */
        Crl: {
            /**
             * Format: int64
             * @description How many certificates it lists.
             */
            entries: number;
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Counts now. */
            is_current: boolean;
            /** @description Who issued it. */
            issuer: string;
            /**
             * Format: date-time
             * @description When it ends.
             * @example 2026-11-23T17:05:00Z
             */
            next_update?: string;
            /** @description CRLNumber: decimal, or hexadecimal with `0x` when it is long. */
            number?: string;
            /**
             * Format: date-time
             * @description When it arrived.
             * @example 2026-11-23T17:05:00Z
             */
            received_at: string;
            /**
             * Format: int64
             * @description Its length.
             */
            size_bytes: number;
            /** @description `upload`, or the address it was fetched from. */
            source: string;
            /**
             * Format: date-time
             * @description When it was issued.
             * @example 2026-11-23T17:05:00Z
             */
            this_update: string;
        };
        /**
         * CrlSource
         * @description An address from which lists are fetched.
         */
        CrlSource: {
            /** @description Is fetched from. */
            enabled: boolean;
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was last asked.
             * @example 2026-11-23T17:05:00Z
             */
            last_attempt_at?: string;
            /** @description What went wrong at the last attempt. */
            last_error?: string;
            /**
             * Format: date-time
             * @description When it last gave a list that counts.
             * @example 2026-11-23T17:05:00Z
             */
            last_success_at?: string;
            /** @description The address. */
            url: string;
        };
        /**
         * Done
         * @description It is done.
         */
        Done: {
            /** @description In words. */
            message: string;
        };
        /**
         * FileAttributes
         * @description What was announced about a file.
         */
        FileAttributes: {
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            size: number;
            /** @description Its type. */
            type: string;
        };
        /**
         * FoundItem
         * @description An item that was found.
         */
        FoundItem: {
            /**
             * Format: uuid
             * @description The item's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its title. */
            name: string;
            /** @description The prefix of its key. */
            project__identifier: string;
            /**
             * Format: uuid
             * @description Its project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project_id: string;
            /**
             * Format: int32
             * @description The number in its key.
             */
            sequence_id: number;
            /** @description Its workspace, by slug. */
            workspace__slug: string;
        };
        /**
         * Identities
         * @description A person's ways in beside a password.
         */
        Identities: {
            /** @description Cards, the latest first. */
            cards: components["schemas"]["Card"][];
            /** @description What issuers call the person. */
            identities: components["schemas"]["Identity"][];
        };
        /**
         * Identity
         * @description What an issuer calls a person.
         */
        Identity: {
            /**
             * Format: date-time
             * @description When it was added.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description `dod_edipi`, `upn`, `subject`, `uid` or `oidc`. */
            kind: string;
            /** @description The value, to read. */
            label: string;
            /**
             * Format: date-time
             * @description When it was last used.
             * @example 2026-11-23T17:05:00Z
             */
            last_used_at?: string;
            /** @description `piv` or `oidc`. */
            method: string;
            /** @description What the provider is called. */
            provider_name?: string;
            /** @description Within which it is unique. */
            trust_domain: string;
        };
        /**
         * InspectedBundle
         * @description What a file holds, before anything of it is added.
         */
        InspectedBundle: {
            /** @description Certificates, in the order of the file. */
            certificates: components["schemas"]["InspectedCertificate"][];
            /**
             * Format: uint64
             * @description How many revocation lists.
             */
            crls: number;
            /** @description What could not be read. */
            skipped: string[];
        };
        /**
         * InspectedCertificate
         * @description A certificate of a file.
         */
        InspectedCertificate: {
            /** @description A certification authority's. */
            is_ca: boolean;
            /** @description Issuer and subject are the same. */
            is_self_signed: boolean;
            /** @description Who signed it. */
            issuer: string;
            /** @description `anchor` or `certificate` when it is in the store. */
            known?: string;
            /**
             * Format: date-time
             * @description Last second of validity.
             * @example 2026-11-23T17:05:00Z
             */
            not_after: string;
            /**
             * Format: date-time
             * @description First second of validity.
             * @example 2026-11-23T17:05:00Z
             */
            not_before: string;
            /** @description Policies that it names. */
            policies: string[];
            /** @description Anchors that a path leads to. */
            reaches: string[];
            /** @description SHA-256 of the certificate. */
            sha256: string;
            /** @description Its name. */
            subject: string;
        };
        /**
         * Instance
         * @description The instance.
         */
        Instance: {
            /** @description Totals. */
            counts: components["schemas"]["InstanceCounts"] & unknown;
            /** @description The library that does the cryptography. */
            crypto: components["schemas"]["InstanceCrypto"] & unknown;
            /** @description Totals at the beginning of each of the last days, the newest first. */
            daily_counts: components["schemas"]["InstanceDay"][];
            /** @description Facts about the database. */
            database: components["schemas"]["InstanceDatabase"] & unknown;
            /** @description Its name. */
            name: string;
            /** @description What can be set. */
            settings: components["schemas"]["InstanceSettings"] & unknown;
            /**
             * Format: date-time
             * @description When the first account was made.
             * @example 2026-11-23T17:05:00Z
             */
            setup_at?: string;
            /**
             * Format: date-time
             * @description When this process started.
             * @example 2026-11-23T17:05:00Z
             */
            started_at: string;
            /** @description The version of the server. */
            version: string;
        };
        /**
         * InstanceCounts
         * @description Totals of the instance.
         */
        InstanceCounts: {
            /**
             * Format: int64
             * @description Projects.
             */
            projects: number;
            /**
             * Format: int64
             * @description People who may sign in.
             */
            users: number;
            /**
             * Format: int64
             * @description Work items.
             */
            work_items: number;
            /**
             * Format: int64
             * @description Workspaces.
             */
            workspaces: number;
        };
        /**
         * InstanceCrypto
         * @description The library that does the cryptography.
         */
        InstanceCrypto: {
            /** @description Whether it runs in FIPS mode. */
            fips: boolean;
            /** @description What it is called. */
            name: string;
            /** @description What may be said of it, in a sentence. Claims no more than the list of certificates does. */
            state: string;
            /** @description Its version. */
            version: string;
        };
        /**
         * InstanceDatabase
         * @description Facts about the database.
         */
        InstanceDatabase: {
            /**
             * Format: int64
             * @description Migrations that have run.
             */
            migrations_applied: number;
            /**
             * Format: int64
             * @description Bytes on disk.
             */
            size_bytes: number;
            /** @description The server's version. */
            version: string;
        };
        /**
         * InstanceDay
         * @description Totals at the beginning of a day.
         */
        InstanceDay: {
            /**
             * Format: naive-date
             * @description The day, in UTC.
             */
            day: string;
            /**
             * Format: int64
             * @description Projects.
             */
            projects: number;
            /**
             * Format: int64
             * @description People who may sign in.
             */
            users: number;
            /**
             * Format: int64
             * @description Work items.
             */
            work_items: number;
            /**
             * Format: int64
             * @description Workspaces.
             */
            workspaces: number;
        };
        /**
         * InstancePatch
         * @description What may be changed about the instance.
         * @example {
         *       "allow_workspace_creation": false,
         *       "name": "Agency Tracker"
         *     }
         */
        InstancePatch: {
            /** @description Whether everybody may create workspaces. */
            allow_workspace_creation?: boolean;
            /** @description Its name. */
            name?: string;
            /**
             * Format: int32
             * @description Hours after which a session ends in any case.
             */
            session_absolute_hours?: number;
            /**
             * Format: int32
             * @description Minutes without a request after which a session ends.
             */
            session_idle_minutes?: number;
        };
        /**
         * InstanceProcess
         * @description A process that serves this database.
         */
        InstanceProcess: {
            /** @description The host's name. */
            host_name: string;
            /**
             * Format: uuid
             * @description Made anew at each start.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description `all`, `web` or `worker`. */
            role: string;
            /**
             * Format: date-time
             * @description When it last said that it is there.
             * @example 2026-11-23T17:05:00Z
             */
            seen_at: string;
            /**
             * Format: date-time
             * @description When it started.
             * @example 2026-11-23T17:05:00Z
             */
            started_at: string;
            /** @description The version of the program. */
            version: string;
        };
        /**
         * InstanceSettings
         * @description What can be set.
         */
        InstanceSettings: {
            /** @description Whether everybody may create workspaces. */
            allow_workspace_creation: boolean;
            /**
             * Format: int64
             * @description Hours after which a session ends in any case.
             */
            session_absolute_hours: number;
            /**
             * Format: int64
             * @description Minutes without a request after which a session ends.
             */
            session_idle_minutes: number;
        };
        /**
         * InstanceUser
         * @description An account.
         */
        InstanceUser: {
            /**
             * Format: date-time
             * @description When the account was made.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /** @description The name to show. */
            display_name: string;
            /** @description Address. */
            email: string;
            /** @description `email` stands in for an address that is not known. */
            email_is_placeholder: boolean;
            /** @description Given name. */
            first_name: string;
            /**
             * Format: uuid
             * @description The person's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description May sign in. */
            is_active: boolean;
            /** @description Administers the instance. */
            is_instance_admin: boolean;
            /** @description Waits for an administrator's approval. */
            is_pending: boolean;
            /**
             * Format: date-time
             * @description Last sign-in.
             * @example 2026-11-23T17:05:00Z
             */
            last_login_at?: string;
            /** @description Family name. */
            last_name: string;
            /** @description Ways in: `password`, `piv`, `oidc`. */
            methods: string[];
            /**
             * Format: int64
             * @description Workspaces the person belongs to.
             */
            workspace_count: number;
        };
        /**
         * InstanceWorkspace
         * @description A workspace as the console lists it.
         */
        InstanceWorkspace: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description The workspace's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /**
             * Format: int64
             * @description People in it.
             */
            member_count: number;
            /** @description Its name. */
            name: string;
            /** @description Who owns it. */
            owner?: components["schemas"]["UserLite"] & unknown;
            /**
             * Format: int64
             * @description Projects in it.
             */
            project_count: number;
            /** @description Its slug. */
            slug: string;
        };
        /**
         * Invite
         * @description An invitation.
         */
        Invite: {
            /** @description Whether it was accepted. */
            accepted: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /** @description Who is invited. */
            email: string;
            /**
             * Format: date-time
             * @description When it ends.
             * @example 2026-11-23T17:05:00Z
             */
            expires_at: string;
            /**
             * Format: uuid
             * @description The invitation's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description The link: present only in the answer that creates it. */
            link?: string;
            /** @description The link goes by mail: present only in the answer that creates it. */
            mailed?: boolean;
            /**
             * Format: date-time
             * @description When it was answered.
             * @example 2026-11-23T17:05:00Z
             */
            responded_at?: string;
            /**
             * Format: int16
             * @description As what: 20, 15 or 5.
             */
            role: number;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
        };
        /**
         * InvitedAccount
         * @description An account for somebody who was invited and has none.
         * @example {
         *       "first_name": "Grace",
         *       "last_name": "Hopper",
         *       "password": "tall-river-copper-41"
         *     }
         */
        InvitedAccount: {
            /**
             * @description Given name.
             * @default
             */
            first_name: string;
            /**
             * @description Family name.
             * @default
             */
            last_name: string;
            /**
             * @description At least 12 characters (14 where PBKDF2 hashes it), not easy to guess.
             * @default
             */
            password: string;
        };
        /**
         * Job
         * @description A job.
         */
        Job: {
            /** @description What it does. */
            about: string;
            /**
             * Format: int32
             * @description Runs so far.
             */
            attempts: number;
            /**
             * Format: int32
             * @description Runs at most.
             */
            attempts_max: number;
            /**
             * Format: date-time
             * @description When it was put into the queue.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it failed for good.
             * @example 2026-11-23T17:05:00Z
             */
            died_at?: string;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description Why it last failed. */
            last_error?: string;
            /** @description Its kind. */
            name: string;
            /** @description Its fields. */
            payload: unknown;
            /**
             * Format: date-time
             * @description When it may run.
             * @example 2026-11-23T17:05:00Z
             */
            run_at: string;
            /**
             * Format: date-time
             * @description When it last began to run.
             * @example 2026-11-23T17:05:00Z
             */
            started_at?: string;
            /** @description `ready`, `running` or `dead`. */
            state: string;
        };
        /**
         * JobKind
         * @description A kind of job and what the queue holds of it.
         */
        JobKind: {
            /** @description What it does; empty for a kind that this version of the program does not know. */
            about: string;
            /**
             * Format: uint64
             * @description Runs at once in one instance.
             */
            concurrency: number;
            /**
             * Format: int64
             * @description Jobs that have failed for good.
             */
            dead: number;
            /** @description The stored name. */
            name: string;
            /**
             * Format: date-time
             * @description Since when the one that has waited for longest could run.
             * @example 2026-11-23T17:05:00Z
             */
            oldest_ready_at?: string;
            /**
             * Format: int64
             * @description Jobs that wait, also for their time.
             */
            ready: number;
            /**
             * Format: int64
             * @description Jobs that run.
             */
            running: number;
        };
        /**
         * JobLeader
         * @description The instance that enqueues scheduled jobs.
         */
        JobLeader: {
            /**
             * Format: date-time
             * @description Until when, unless it renews its lease.
             * @example 2026-11-23T17:05:00Z
             */
            expires_at: string;
            /**
             * Format: uuid
             * @description Which one.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            instance_id: string;
        };
        /**
         * Jobs
         * @description The queue, the schedules, and who is there.
         */
        Jobs: {
            /** @description Instances that were seen within a minute. */
            instances: components["schemas"]["InstanceProcess"][];
            /** @description Kinds of jobs, by name. */
            kinds: components["schemas"]["JobKind"][];
            /** @description The instance that enqueues scheduled jobs; null while there is none. */
            leader?: components["schemas"]["JobLeader"] & unknown;
            /** @description What comes again and again, by name. */
            schedules: components["schemas"]["JobSchedule"][];
        };
        /**
         * JobSchedule
         * @description A job that comes again and again.
         */
        JobSchedule: {
            /** @description What it does. */
            about: string;
            /** @description When, in UTC: second, minute, hour, day of the month, month, day of the week. */
            cron: string;
            /**
             * Format: date-time
             * @description When it was last due; null until an instance has led.
             * @example 2026-11-23T17:05:00Z
             */
            last_due_at?: string;
            /** @description Why that run failed; null when it did not. */
            last_error?: string;
            /**
             * Format: date-time
             * @description When a run last ended.
             * @example 2026-11-23T17:05:00Z
             */
            last_finished_at?: string;
            /**
             * Format: date-time
             * @description When a run last began.
             * @example 2026-11-23T17:05:00Z
             */
            last_started_at?: string;
            /** @description The kind of job. */
            name: string;
            /**
             * Format: date-time
             * @description When it is due next.
             * @example 2026-11-23T17:05:00Z
             */
            next_run_at?: string;
        };
        /**
         * Label
         * @description A label.
         */
        Label: {
            /** @description `#rrggbb`, or empty. */
            color: string;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Who made it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            created_by?: string;
            /**
             * Format: date-time
             * @description Always null here.
             * @example 2026-11-23T17:05:00Z
             */
            deleted_at?: string;
            /** @description What it means. */
            description: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description Where it comes from. */
            external_source?: string;
            /**
             * Format: uuid
             * @description The label's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: uuid
             * @description The label above it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            parent?: string;
            /**
             * Format: uuid
             * @description Its project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project?: string;
            /**
             * Format: double
             * @description Its place among the labels.
             */
            sort_order: number;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description Who last changed it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            updated_by?: string;
            /**
             * Format: uuid
             * @description Its workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * LabelInput
         * @description A label to be made, or changes to one.
         * @example {
         *       "color": "#1f6feb",
         *       "name": "accessibility"
         *     }
         */
        LabelInput: {
            /** @description `#rrggbb`. */
            color?: string;
            /** @description What it means. */
            description?: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description Where it comes from. */
            external_source?: string;
            /** @description Its name; required for a new one. */
            name?: string;
            /**
             * Format: uuid
             * @description The label above it; null for none.
             */
            parent?: string;
            /**
             * Format: double
             * @description Its place among the labels; last, when absent.
             */
            sort_order?: number;
        };
        /**
         * LockoutSettings
         * @description What failures lead to; set in the settings file.
         */
        LockoutSettings: {
            /**
             * Format: uint32
             * @description Wrong passwords that lock an account.
             */
            attempts: number;
            /**
             * Format: uint32
             * @description Failures of any kind that lock a client address.
             */
            attempts_per_address: number;
            /**
             * Format: uint32
             * @description Minutes that it stays locked.
             */
            minutes: number;
        };
        /**
         * LoggedMail
         * @description A mail of the log. What it says is not here.
         */
        LoggedMail: {
            /**
             * Format: int32
             * @description Tries so far.
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When it was written.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description What it is about. */
            kind: string;
            /** @description Why the last try failed. */
            last_error?: string;
            /** @description To which address. */
            recipient: string;
            /**
             * Format: date-time
             * @description When the server took it.
             * @example 2026-11-23T17:05:00Z
             */
            sent_at?: string;
            /** @description `waiting`, `sent` or `failed`. */
            state: string;
            /** @description Its subject, less what belongs to a workspace. */
            subject: string;
        };
        /**
         * MagicLinkSettings
         * @description Links that sign in, by mail.
         */
        MagicLinkSettings: {
            /** @description Switched on here. Works while mail does. */
            enabled: boolean;
        };
        /**
         * MagicLinkToken
         * @description The token of a link that was mailed.
         * @example {
         *       "token": "tB60SUd0MraV89_0Gd8e8rWD7tqTLZALE-26IV6Gk7w"
         *     }
         */
        MagicLinkToken: {
            /** @description The token. */
            token: string;
        };
        /**
         * MagicLinkWish
         * @description Who wants a link that signs in.
         * @example {
         *       "email": "ada@agency.example",
         *       "return_to": "/treasury/projects"
         *     }
         */
        MagicLinkWish: {
            /** @description The address of the account. */
            email: string;
            /** @description Where to go afterwards: a path. */
            return_to?: string;
        };
        /**
         * MailSettings
         * @description How mail is sent.
         */
        MailSettings: {
            /** @description Mail is switched on. */
            enabled: boolean;
            /** @description Address that mail comes from. */
            from_address: string;
            /** @description Name that mail comes from. */
            from_name: string;
            /** @description There is a password; it is never shown. */
            has_password: boolean;
            /** @description The server. */
            host: string;
            /**
             * Format: uint16
             * @description Its port.
             */
            port: number;
            /** @description Mail can be sent. */
            ready: boolean;
            /** @description `starttls`, `tls` or `none`. */
            security: string;
            /** @description The settings file says all this; nothing can be changed here. */
            set_by_config: boolean;
            /** @description Name to sign in with; empty for none. */
            username: string;
        };
        /**
         * MailSettingsPatch
         * @description What may be changed.
         * @example {
         *       "enabled": true,
         *       "from_address": "plane@agency.example",
         *       "from_name": "Agency Tracker",
         *       "host": "mail.agency.example",
         *       "password": "tall-river-copper-41",
         *       "port": 587,
         *       "security": "starttls",
         *       "username": "plane"
         *     }
         */
        MailSettingsPatch: {
            /** @description Switch mail on or off. */
            enabled?: boolean;
            /** @description Address that mail comes from. */
            from_address?: string;
            /** @description Name that mail comes from. */
            from_name?: string;
            /** @description The server. */
            host?: string;
            /** @description Password; empty for none. Another server or port needs it anew. */
            password?: string;
            /**
             * Format: int32
             * @description Its port.
             */
            port?: number;
            /** @description `starttls`, `tls` or `none`. */
            security?: string;
            /** @description Name to sign in with; empty for none. */
            username?: string;
        };
        /**
         * MailTest
         * @description Where a test mail goes.
         * @example {
         *       "to": "ada@agency.example"
         *     }
         */
        MailTest: {
            /** @description An address. */
            to: string;
        };
        /**
         * MarkAllRead
         * @description What is to be marked as read.
         * @example {
         *       "type": "assigned"
         *     }
         */
        MarkAllRead: {
            /** @description Those that were put away, instead of those that were not. */
            archived?: boolean;
            /** @description Only mentions. */
            mentioned?: boolean;
            /** @description Those that sleep, instead of those that do not. */
            snoozed?: boolean;
            /** @description A list of `assigned`, `created` and `subscribed`, with commas. */
            type?: string;
        };
        /**
         * Me
         * @description The signed-in person.
         */
        Me: {
            /** @description Old name of `avatar_url`. */
            avatar: string;
            /** @description Where the picture is. */
            avatar_url?: string;
            /** @description Whether the person may create workspaces. */
            can_create_workspace: boolean;
            /** @description The name to show. */
            display_name: string;
            /** @description Address. */
            email?: string;
            /** @description `email` stands in for an address that is not known. */
            email_is_placeholder: boolean;
            /** @description Given name. */
            first_name: string;
            /**
             * Format: uuid
             * @description The person's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Administers the instance. */
            is_instance_admin: boolean;
            /**
             * Format: date-time
             * @description The last sign-in: this one, when it is the latest.
             * @example 2026-11-23T17:05:00Z
             */
            last_login_at?: string;
            /** @description Family name. */
            last_name: string;
            /** @description Where the person was last. */
            last_workspace_slug?: string;
            /** @description What the person set: `theme`, `single_key_shortcuts`, … */
            preferences: unknown;
            /**
             * Format: date-time
             * @description The one before.
             * @example 2026-11-23T17:05:00Z
             */
            previous_login_at?: string;
            /** @description From which address that was. */
            previous_login_ip: string;
            /** @description IANA time zone. */
            user_timezone: string;
        };
        /**
         * MePatch
         * @description What a person changes about themselves.
         * @example {
         *       "display_name": "Ada",
         *       "preferences": {
         *         "theme": "dark"
         *       }
         *     }
         */
        MePatch: {
            /** @description The name to show. */
            display_name?: string;
            /** @description Given name. */
            first_name?: string;
            /** @description Family name. */
            last_name?: string;
            /** @description Merged over the present ones; null removes a key. */
            preferences?: unknown;
            /** @description IANA time zone. */
            user_timezone?: string;
        };
        /**
         * Methods
         * @description Which ways to sign in there are.
         */
        Methods: {
            /** @description A development instance: nothing here is protected. */
            development: boolean;
            /** @description The name of the instance. */
            instance_name: string;
            /** @description A link that signs in can be asked for by mail. */
            magic_link: boolean;
            /** @description What must be agreed to first. */
            notice?: components["schemas"]["NoticeView"] & unknown;
            /** @description E-mail and password work. */
            password: boolean;
            /** @description A link for another password can be asked for by mail. */
            password_reset: boolean;
            /** @description Smart cards work. */
            piv?: components["schemas"]["CardChoice"] & unknown;
            /** @description OpenID Connect providers that work. */
            providers: components["schemas"]["ProviderChoice"][];
            /** @description Where to report a vulnerability. */
            report_url?: string;
            /** @description Nobody has an account yet: open the link that the server printed. */
            setup_required: boolean;
            /** @description The version of the server. */
            version: string;
        };
        /**
         * MethodTest
         * @description What to try out.
         * @example {
         *       "method": "piv"
         *     }
         */
        MethodTest: {
            /** @description `password`, `piv` or the short name of a provider. */
            method: string;
        };
        /**
         * MoveInput
         * @description A place in the manual order.
         */
        MoveInput: {
            /**
             * Format: uuid
             * @description The item above.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            after?: string;
            /**
             * Format: uuid
             * @description The item below.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            before?: string;
        };
        /**
         * NewAccount
         * @description An account to be made.
         * @example {
         *       "email": "grace@agency.example",
         *       "first_name": "Grace",
         *       "last_name": "Hopper"
         *     }
         */
        NewAccount: {
            /** @description Address. */
            email: string;
            /** @description Given name. */
            first_name: string;
            /** @description Administers the instance. */
            is_instance_admin?: boolean;
            /** @description Family name. */
            last_name: string;
        };
        /**
         * NewApiToken
         * @description A token to be made.
         * @example {
         *       "expired_at": "2027-01-01T00:00:00Z",
         *       "label": "nightly report"
         *     }
         */
        NewApiToken: {
            /** @description What uses it. */
            description?: string;
            /**
             * Format: date-time
             * @description When it ends; never, when absent.
             */
            expired_at?: string;
            /** @description Its name. */
            label: string;
        };
        /**
         * NewAsset
         * @description An image to stand in a text.
         * @example {
         *       "entity_type": "ISSUE_DESCRIPTION",
         *       "name": "screen.png",
         *       "project_id": "01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f",
         *       "size": 48213,
         *       "type": "image/png"
         *     }
         */
        NewAsset: {
            /** @description `ISSUE_DESCRIPTION` or `COMMENT_DESCRIPTION`; without it, any file for integrations. */
            entity_type?: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description A system that knows it too. */
            external_source?: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: uuid
             * @description The project in whose text it will stand.
             */
            project_id: string;
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            size: number;
            /** @description `image/jpeg`, `image/png`, `image/webp` or `image/gif`. */
            type?: string;
        };
        /**
         * NewAttachment
         * @description A file to be attached.
         * @example {
         *       "name": "minutes.pdf",
         *       "size": 91344,
         *       "type": "application/pdf"
         *     }
         */
        NewAttachment: {
            /** @description Its id there. */
            external_id?: string;
            /** @description A system that knows it too. */
            external_source?: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            size: number;
            /** @description Its type; recognised from the bytes when absent. */
            type?: string;
        };
        /**
         * NewCommentBody
         * @description A comment to be written.
         * @example {
         *       "comment_html": "<p>Reproduced on staging.</p>"
         *     }
         */
        NewCommentBody: {
            /** @description `INTERNAL`, or `EXTERNAL` for people outside the project. */
            access?: string;
            /** @description The text, as HTML. What may not stand in a text is removed. */
            comment_html: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description A system that knows it too. */
            external_source?: string;
            /**
             * Format: uuid
             * @description The comment that this one answers.
             */
            parent?: string;
        };
        /**
         * NewCrlSource
         * @description An address of a revocation list.
         * @example {
         *       "url": "http://crl.agency.example/ca.crl"
         *     }
         */
        NewCrlSource: {
            /** @description http or https. */
            url: string;
        };
        /**
         * NewInstance
         * @description The first account.
         * @example {
         *       "email": "ada@agency.example",
         *       "first_name": "Ada",
         *       "last_name": "Lovelace",
         *       "password": "tall-river-copper-41",
         *       "token": "tB60SUd0MraV89_0Gd8e8rWD7tqTLZALE-26IV6Gk7w"
         *     }
         */
        NewInstance: {
            /** @description Address; the account's name when signing in. */
            email: string;
            /** @description Given name. */
            first_name: string;
            /** @description What the instance is called. */
            instance_name?: string;
            /** @description Family name. */
            last_name: string;
            /** @description At least 12 characters (14 where PBKDF2 hashes it), not easy to guess. */
            password: string;
            /** @description The token of the link that the server printed. */
            token: string;
        };
        /**
         * NewInstanceUser
         * @description A new account and the link for its owner.
         */
        NewInstanceUser: {
            /** @description With it the owner chooses a password. */
            link: components["schemas"]["OneTimeLink"] & unknown;
            /** @description The account. */
            user: components["schemas"]["InstanceUser"] & unknown;
        };
        /**
         * NewInvite
         * @description Whom to invite.
         * @example {
         *       "email": "grace@agency.example",
         *       "role": 15
         *     }
         */
        NewInvite: {
            /** @description The address. */
            email: string;
            /**
             * Format: int32
             * @description 20 admin, 15 member, 5 guest.
             */
            role: number;
        };
        /**
         * NewOidcProvider
         * @description A provider to be added. What a preset knows may stay empty.
         * @example {
         *       "client_auth": "private_key_jwt",
         *       "client_id": "urn:gov:gsa:openidconnect.profiles:sp:sso:agency:plane",
         *       "enabled": true,
         *       "name": "Login.gov",
         *       "preset": "login_gov",
         *       "slug": "login-gov"
         *     }
         */
        NewOidcProvider: {
            /** @description How sure the provider has to be, separated by spaces. */
            acr_values?: string;
            /** @description People who are new get an account at once. */
            auto_provision?: boolean;
            /** @description `private_key_jwt`, `pkce` or `client_secret`. */
            client_auth: string;
            /** @description Our name there. */
            client_id: string;
            /** @description The shared secret, for `client_secret`. Never shown again. */
            client_secret?: string;
            /** @description Offered at sign-in. */
            enabled?: boolean;
            /** @description Its name for itself, exactly. */
            issuer?: string;
            /** @description On the button. */
            name: string;
            /** @description `login_gov`, `login_gov_sandbox` or `generic`. */
            preset: string;
            /** @description Refuse who did not show a card there. */
            require_card?: boolean;
            /** @description What we ask to know, separated by spaces. */
            scopes?: string;
            /** @description Part of its addresses; cannot be changed. */
            slug: string;
        };
        /**
         * NewProjectMember
         * @description Whom to add.
         * @example {
         *       "member": "01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f",
         *       "role": 15
         *     }
         */
        NewProjectMember: {
            /**
             * Format: uuid
             * @description A member of the workspace.
             */
            member: string;
            /**
             * Format: int32
             * @description 20 admin, 15 member, 5 guest; 5 when absent.
             */
            role?: number;
        };
        /**
         * NewWebhook
         * @description A webhook to be made. What is left out is off, but the webhook itself is on.
         * @example {
         *       "issue": true,
         *       "issue_comment": true,
         *       "project": true,
         *       "url": "https://hooks.agency.example/plane"
         *     }
         */
        NewWebhook: {
            /** @description Hears of cycles. */
            cycle?: boolean;
            /** @description Whether messages go out. */
            is_active?: boolean;
            /** @description Hears of work items. */
            issue?: boolean;
            /** @description Hears of comments. */
            issue_comment?: boolean;
            /** @description Hears of modules. */
            module?: boolean;
            /** @description Hears of projects. */
            project?: boolean;
            /** @description Where messages go; https only. */
            url: string;
        };
        /**
         * NewWorkspace
         * @description A workspace to be made.
         * @example {
         *       "name": "Treasury",
         *       "slug": "treasury"
         *     }
         */
        NewWorkspace: {
            /** @description Its name. */
            name: string;
            /** @description How many people the organisation has, in words. */
            organization_size?: string;
            /** @description Its address: letters, digits, hyphens and underscores. */
            slug: string;
        };
        /**
         * NoticeSettings
         * @description The system-use notice.
         */
        NoticeSettings: {
            /** @description It must be agreed to. */
            enabled: boolean;
            /** @description Its text. */
            text: string;
            /** @description Its title. */
            title: string;
        };
        /**
         * NoticeView
         * @description The system-use notice.
         */
        NoticeView: {
            /** @description This browser has agreed to it. */
            accepted: boolean;
            /** @description Its text. */
            text: string;
            /** @description Its title. */
            title: string;
            /** @description What to send when agreeing. */
            version: string;
        };
        /**
         * Notification
         * @description Something that the person was told.
         */
        Notification: {
            /**
             * Format: date-time
             * @description When it was put away.
             * @example 2026-11-23T17:05:00Z
             */
            archived_at?: string;
            /**
             * Format: date-time
             * @description When it happened.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /** @description `issue`, what it was then, and `issue_activity`, the change. */
            data: unknown;
            /**
             * Format: uuid
             * @description The work item.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            entity_identifier: string;
            /** @description Always `issue`. */
            entity_name: string;
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description The person was named in a text. */
            is_mentioned_notification: boolean;
            /** @description The text of the comment, if it is about one that is still there. */
            message_stripped: string;
            /**
             * Format: uuid
             * @description The project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project: string;
            /**
             * Format: date-time
             * @description When it was read.
             * @example 2026-11-23T17:05:00Z
             */
            read_at?: string;
            /**
             * Format: uuid
             * @description Who is told.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            receiver: string;
            /**
             * @description Why the person is told: `in_app:issue_activities:created`, `:assigned`, `:subscribed` or
             *     `:mentioned`, or `in_app:reminders:due_soon` or `:overdue`.
             */
            sender: string;
            /**
             * Format: date-time
             * @description It sleeps until then.
             * @example 2026-11-23T17:05:00Z
             */
            snoozed_till?: string;
            /** @description What happened, in a sentence. */
            title: string;
            /**
             * Format: uuid
             * @description Who did it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            triggered_by?: string;
            /** @description Who did it. */
            triggered_by_details?: components["schemas"]["UserLite"] & unknown;
            /**
             * Format: date-time
             * @description When it was last read, put away or the like.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description The workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * NotificationPatch
         * @description What changes about a notification.
         * @example {
         *       "snoozed_till": "2026-12-01T09:00:00Z"
         *     }
         */
        NotificationPatch: {
            /**
             * Format: date-time
             * @description Let it sleep until then; null wakes it.
             */
            snoozed_till?: string;
        };
        /**
         * NotificationPreferences
         * @description What the person wants to be told by mail, and when.
         */
        NotificationPreferences: {
            /** @description Somebody commented. */
            comment: boolean;
            /** @description It is due today or tomorrow. */
            due_soon: boolean;
            /** @description `soon`, `daily` or `off`. */
            email_digest: string;
            /** @description It was completed. */
            issue_completed: boolean;
            /** @description Somebody named the person. */
            mention: boolean;
            /** @description It is late. */
            overdue: boolean;
            /** @description A field of an item that the person follows changed. */
            property_change: boolean;
            /** @description Their beginning, in the person's time zone. */
            quiet_from: string;
            /** @description Whether there are hours without mails. */
            quiet_hours_enabled: boolean;
            /** @description Their end. */
            quiet_until: string;
            /** @description It has another state. */
            state_change: boolean;
        };
        /**
         * NotificationPreferencesPatch
         * @description What changes about it.
         * @example {
         *       "comment": false,
         *       "email_digest": "daily",
         *       "quiet_from": "20:00",
         *       "quiet_hours_enabled": true,
         *       "quiet_until": "07:00"
         *     }
         */
        NotificationPreferencesPatch: {
            /** @description Somebody commented. */
            comment?: boolean;
            /** @description It is due today or tomorrow. */
            due_soon?: boolean;
            /** @description `soon`, `daily` or `off`. */
            email_digest?: string;
            /** @description It was completed. */
            issue_completed?: boolean;
            /** @description Somebody named the person. */
            mention?: boolean;
            /** @description It is late. */
            overdue?: boolean;
            /** @description A field of an item that the person follows changed. */
            property_change?: boolean;
            /** @description Their beginning, `HH:MM` in the person's time zone. */
            quiet_from?: string;
            /** @description Whether there are hours without mails. */
            quiet_hours_enabled?: boolean;
            /** @description Their end. */
            quiet_until?: string;
            /** @description It has another state. */
            state_change?: boolean;
        };
        /**
         * Offer
         * @description What the holder of a link is offered.
         */
        Offer: {
            /** @description For whom. */
            email: string;
            /** @description The link has ended; ask for another. */
            expired: boolean;
            /** @description There is an account with this address already: sign in to accept. */
            has_account: boolean;
            /**
             * Format: int16
             * @description As what: 20, 15 or 5.
             */
            role: number;
            /** @description Where. */
            workspace: components["schemas"]["OfferedWorkspace"] & unknown;
        };
        /**
         * OfferedWorkspace
         * @description The workspace that an invitation leads to.
         */
        OfferedWorkspace: {
            /** @description Its name. */
            name: string;
            /** @description Its address. */
            slug: string;
        };
        /**
         * OidcProvider
         * @description An OpenID Connect provider.
         */
        OidcProvider: {
            /** @description How sure the provider has to be, separated by spaces. */
            acr_values: string;
            /** @description People who are new get an account at once; else an administrator approves them. */
            auto_provision: boolean;
            /** @description The redirect address to register. */
            callback_url: string;
            /** @description `private_key_jwt`, `pkce` or `client_secret`. */
            client_auth: string;
            /** @description Our name there. */
            client_id: string;
            /**
             * Format: date-time
             * @description When it was added.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /** @description Offered at sign-in. */
            enabled: boolean;
            /** @description A shared secret is stored. */
            has_secret: boolean;
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its name for itself. */
            issuer: string;
            /** @description On the button. */
            name: string;
            /** @description The address after signing out to register. */
            post_logout_url: string;
            /** @description `login_gov`, `login_gov_sandbox` or `generic`. */
            preset: string;
            /** @description The certificate of our key in PEM, to be registered with the provider. */
            public_certificate?: string;
            /** @description Refuses who did not show a card there. */
            require_card: boolean;
            /** @description What we ask to know, separated by spaces. */
            scopes: string;
            /** @description Part of its addresses. */
            slug: string;
        };
        /**
         * OidcProviderPatch
         * @description What may be changed about a provider; absent parts stay.
         * @example {
         *       "auto_provision": false,
         *       "enabled": true
         *     }
         */
        OidcProviderPatch: {
            /** @description How sure the provider has to be, separated by spaces. */
            acr_values?: string;
            /** @description People who are new get an account at once. */
            auto_provision?: boolean;
            /** @description `private_key_jwt`, `pkce` or `client_secret`. */
            client_auth?: string;
            /** @description Our name there. */
            client_id?: string;
            /** @description Another shared secret; empty keeps the stored one. */
            client_secret?: string;
            /** @description Offered at sign-in. */
            enabled?: boolean;
            /** @description Its name for itself, exactly. */
            issuer?: string;
            /** @description On the button. */
            name?: string;
            /** @description Refuse who did not show a card there. */
            require_card?: boolean;
            /** @description What we ask to know, separated by spaces. */
            scopes?: string;
        };
        /**
         * OidcTest
         * @description What a test found.
         */
        OidcTest: {
            /** @description All steps passed. */
            passed: boolean;
            /** @description In order; a step that failed may keep later ones from being tried. */
            steps: components["schemas"]["OidcTestStep"][];
        };
        /**
         * OidcTestStep
         * @description One thing that was looked at.
         */
        OidcTestStep: {
            /** @description What was found, for administrators. */
            detail: string;
            /** @description What. */
            name: string;
            /** @description Whether it is as it should be. */
            passed: boolean;
        };
        /**
         * OneTimeLink
         * @description A one-time link, shown once.
         */
        OneTimeLink: {
            /**
             * Format: date-time
             * @description When it ends.
             * @example 2026-11-23T17:05:00Z
             */
            expires_at: string;
            /** @description It goes to its owner by mail as well. */
            mailed: boolean;
            /** @description The whole address. */
            url: string;
        };
        /**
         * Page_Activity
         * @description A page of a list.
         */
        Page_Activity: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["Activity"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_AuditEntry
         * @description A page of a list.
         */
        Page_AuditEntry: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["AuditEntry"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_BoardItem
         * @description A page of a list.
         */
        Page_BoardItem: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["BoardItem"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_Comment
         * @description A page of a list.
         */
        Page_Comment: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["Comment"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_InstanceUser
         * @description A page of a list.
         */
        Page_InstanceUser: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["InstanceUser"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_InstanceWorkspace
         * @description A page of a list.
         */
        Page_InstanceWorkspace: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["InstanceWorkspace"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_Job
         * @description A page of a list.
         */
        Page_Job: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["Job"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_Label
         * @description A page of a list.
         */
        Page_Label: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["Label"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_LoggedMail
         * @description A page of a list.
         */
        Page_LoggedMail: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["LoggedMail"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_Notification
         * @description A page of a list.
         */
        Page_Notification: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["Notification"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_Project
         * @description A page of a list.
         */
        Page_Project: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["Project"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_State
         * @description A page of a list.
         */
        Page_State: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["State"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_WebhookDelivery
         * @description A page of a list.
         */
        Page_WebhookDelivery: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["WebhookDelivery"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * Page_WorkItem
         * @description A page of a list.
         */
        Page_WorkItem: {
            /**
             * Format: uint64
             * @description Rows on this page.
             */
            count: number;
            /** @description Always null. */
            extra_stats?: unknown;
            /** @description The field by which `results` is grouped. Lists of this API are not. */
            grouped_by?: string;
            /** @description The cursor of the next page. */
            next_cursor: string;
            /** @description Whether there is a next page. */
            next_page_results: boolean;
            /** @description The cursor of the page before. */
            prev_cursor: string;
            /** @description Whether there is a page before. */
            prev_page_results: boolean;
            /** @description The rows. */
            results: components["schemas"]["WorkItem"][];
            /** @description As `grouped_by`, one level down. */
            sub_grouped_by?: string;
            /**
             * Format: uint64
             * @description Rows that match, on all pages.
             */
            total_count: number;
            /**
             * Format: uint64
             * @description Pages in all.
             */
            total_pages: number;
            /**
             * Format: uint64
             * @description The same as `total_count`.
             */
            total_results: number;
        };
        /**
         * PasswordChange
         * @description A change of password.
         * @example {
         *       "new_password": "wide-lake-silver-72",
         *       "old_password": "tall-river-copper-41"
         *     }
         */
        PasswordChange: {
            /** @description At least 12 characters (14 where PBKDF2 hashes it), not easy to guess. */
            new_password: string;
            /** @description The present password. */
            old_password: string;
        };
        /**
         * PasswordLink
         * @description What a one-time link is for.
         */
        PasswordLink: {
            /** @description The account. */
            email: string;
            /**
             * Format: date-time
             * @description When the link ends.
             * @example 2026-11-23T17:05:00Z
             */
            expires_at: string;
            /** @description `welcome` for a new account, `reset` for another password. */
            purpose: string;
        };
        /**
         * PasswordResetWish
         * @description Who wants another password.
         * @example {
         *       "email": "ada@agency.example"
         *     }
         */
        PasswordResetWish: {
            /** @description The address of the account. */
            email: string;
        };
        /**
         * PasswordSettings
         * @description E-mail and password.
         */
        PasswordSettings: {
            /** @description Switched on here. */
            enabled: boolean;
            /** @description Switched off in the settings file, which wins. */
            off_by_config: boolean;
        };
        /**
         * PreviewAnchor
         * @description An anchor by its name.
         */
        PreviewAnchor: {
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /**
         * PreviewCard
         * @description What a certificate says about its card.
         */
        PreviewCard: {
            /** @description What is odd about it. */
            anomalies: string[];
            /** @description The card's UUID. */
            card_uuid?: string;
            /** @description Ten digits at the end of the common name; they count below anchors of the DoD only. */
            edipi?: string;
            /** @description The card's number. */
            fascn?: string;
            /** @description The user principal name. */
            upn?: string;
        };
        /**
         * PreviewIdentifier
         * @description An identifier and whose it is.
         */
        PreviewIdentifier: {
            /** @description `dod_edipi`, `upn`, `subject` or `uid`. */
            kind: string;
            /** @description The account that has it. */
            known_user?: components["schemas"]["PreviewUser"] & unknown;
            /** @description Within which the value is unique. */
            trust_domain: string;
            /** @description The value. */
            value: string;
        };
        /**
         * PreviewStep
         * @description One thing that was looked at.
         */
        PreviewStep: {
            /** @description One sentence. */
            detail: string;
            /** @description A name that stays the same. */
            name: string;
            /** @description It was as it must be. */
            passed: boolean;
        };
        /**
         * PreviewUser
         * @description An account.
         */
        PreviewUser: {
            /** @description Its name. */
            display_name: string;
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
        };
        /**
         * Problem
         * @description What an error says. Which keys are present depends on the status.
         */
        Problem: {
            /** @description Why the caller is refused. */
            detail?: string;
            /** @description A rule that was broken, or what is not there. */
            error?: string;
            /**
             * Format: int32
             * @description 429: 5900.
             */
            error_code?: number;
            /** @description 429: `RATE_LIMIT_EXCEEDED`. */
            error_message?: string;
            /** @description 409: the existing thing. */
            id?: string;
            /** @description What is wrong with the object as a whole. Faults of single fields stand under their names. */
            non_field_errors?: string[];
            /** @description 500: what to tell the operator. */
            request_id?: string;
        };
        /**
         * Project
         * @description A project.
         */
        Project: {
            /**
             * Format: int32
             * @description Months after which closed items are archived; 0 never.
             */
            archive_in: number;
            /**
             * Format: date-time
             * @description When it was put away.
             * @example 2026-11-23T17:05:00Z
             */
            archived_at?: string;
            /**
             * Format: int32
             * @description Months after which open items are closed; 0 never.
             */
            close_in: number;
            /** @description Cover of old clients. */
            cover_image?: string;
            /**
             * Format: uuid
             * @description Not used yet.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            cover_image_asset?: string;
            /** @description Where the cover is. */
            cover_image_url?: string;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Who made it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            created_by?: string;
            /** @description Whether cycles are on. */
            cycle_view: boolean;
            /**
             * Format: uuid
             * @description Who gets items that nobody is named for.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            default_assignee?: string;
            /**
             * Format: uuid
             * @description The state of new items.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            default_state?: string;
            /**
             * Format: date-time
             * @description Always null here.
             * @example 2026-11-23T17:05:00Z
             */
            deleted_at?: string;
            /** @description What it is for. */
            description: string;
            /** @description Not used. */
            description_html?: unknown;
            /** @description Not used. */
            description_text?: unknown;
            /** @description Emoji of old clients. */
            emoji?: string;
            /**
             * Format: uuid
             * @description Not used yet.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            estimate?: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description Where it comes from. */
            external_source?: string;
            /** @description Whether guests see all of it. */
            guest_view_all_features: boolean;
            /** @description Icon of old clients. */
            icon_prop?: unknown;
            /**
             * Format: uuid
             * @description The project's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description The prefix of its items' keys. */
            identifier: string;
            /** @description Whether intake is on. */
            intake_view: boolean;
            /** @description It is published. */
            is_deployed: boolean;
            /** @description Whether item types are on. */
            is_issue_type_enabled: boolean;
            /** @description The caller belongs to it. */
            is_member: boolean;
            /** @description Whether time tracking is on. */
            is_time_tracking_enabled: boolean;
            /** @description Whether views are on. */
            issue_views_view: boolean;
            /** @description Icon or emoji. */
            logo_props: unknown;
            /**
             * Format: int16
             * @description The caller's role in it.
             */
            member_role?: number;
            /** @description Whether modules are on. */
            module_view: boolean;
            /** @description Its name. */
            name: string;
            /**
             * Format: int16
             * @description 0 secret, 2 public.
             */
            network: number;
            /** @description Whether pages are on. */
            page_view: boolean;
            /**
             * Format: uuid
             * @description Who leads it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project_lead?: string;
            /**
             * Format: double
             * @description The caller's order of projects.
             */
            sort_order?: number;
            /** @description IANA time zone. */
            timezone: string;
            /**
             * Format: int64
             * @description Cycles in it.
             */
            total_cycles: number;
            /**
             * Format: int64
             * @description People in it.
             */
            total_members: number;
            /**
             * Format: int64
             * @description Modules in it.
             */
            total_modules: number;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description Who last changed it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            updated_by?: string;
            /**
             * Format: uuid
             * @description Its workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * ProjectInput
         * @description A project to be made, or changes to one.
         * @example {
         *       "description": "Sign-in for the public.",
         *       "identifier": "IDP",
         *       "name": "Identity Provider",
         *       "network": 2
         *     }
         */
        ProjectInput: {
            /**
             * Format: int32
             * @description Months after which closed items are archived; 0 never.
             */
            archive_in?: number;
            /**
             * Format: int32
             * @description Months after which open items are closed; 0 never.
             */
            close_in?: number;
            /** @description Cover of old clients. */
            cover_image?: string;
            /** @description Whether cycles are on. */
            cycle_view?: boolean;
            /**
             * Format: uuid
             * @description Who gets items that nobody is named for.
             */
            default_assignee?: string;
            /**
             * Format: uuid
             * @description The state of new items.
             */
            default_state?: string;
            /** @description What it is for. */
            description?: string;
            /** @description Emoji of old clients. */
            emoji?: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description Where it comes from. */
            external_source?: string;
            /** @description Whether guests see all of it. */
            guest_view_all_features?: boolean;
            /** @description Icon of old clients. */
            icon_prop?: unknown;
            /** @description The prefix of its items' keys; required for a new one. */
            identifier?: string;
            /** @description Whether intake is on. */
            intake_view?: boolean;
            /** @description Whether item types are on. */
            is_issue_type_enabled?: boolean;
            /** @description Whether time tracking is on. */
            is_time_tracking_enabled?: boolean;
            /** @description Whether views are on. */
            issue_views_view?: boolean;
            /** @description Icon or emoji. */
            logo_props?: unknown;
            /** @description Whether modules are on. */
            module_view?: boolean;
            /** @description Its name; required for a new one. */
            name?: string;
            /**
             * Format: int32
             * @description 0 secret, 2 public.
             */
            network?: number;
            /** @description Whether pages are on. */
            page_view?: boolean;
            /**
             * Format: uuid
             * @description Who leads it.
             */
            project_lead?: string;
            /** @description IANA time zone. */
            timezone?: string;
        };
        /**
         * ProjectMember
         * @description A person with their place in the project.
         */
        ProjectMember: {
            /** @description Old name of `avatar_url`. */
            avatar: string;
            /** @description Where the picture is. */
            avatar_url?: string;
            /** @description The name to show. */
            display_name: string;
            /** @description Address; hidden from guests. */
            email?: string;
            /** @description Given name. */
            first_name: string;
            /**
             * Format: uuid
             * @description The person's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Family name. */
            last_name: string;
            /**
             * Format: uuid
             * @description The membership's id, for changing or ending it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            membership_id: string;
            /**
             * Format: int16
             * @description 20 admin, 15 member, 5 guest.
             */
            role: number;
        };
        /**
         * ProjectMembership
         * @description A membership.
         */
        ProjectMembership: {
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /**
             * Format: uuid
             * @description The person.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            member: string;
            /**
             * Format: int16
             * @description 20 admin, 15 member, 5 guest.
             */
            role: number;
        };
        /**
         * ProviderChoice
         * @description Signing in by a provider.
         */
        ProviderChoice: {
            /** @description Where it begins. */
            begin_url: string;
            /** @description Its name for people. */
            name: string;
            /** @description `login_gov`, `login_gov_sandbox` or `generic`. */
            preset: string;
            /** @description Its name in addresses. */
            slug: string;
        };
        /**
         * Publish
         * @description A publication, for members of the project.
         */
        Publish: {
            /** @description Names the board in its address. */
            anchor: string;
            /**
             * Format: uuid
             * @description The publication's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Whether visitors may comment: not offered. */
            is_comments_enabled: boolean;
            /** @description Whether visitors may react: not offered. */
            is_reactions_enabled: boolean;
            /** @description Whether visitors may vote: not offered. */
            is_votes_enabled: boolean;
            /**
             * Format: uuid
             * @description The project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project: string;
            /** @description The address of the board. */
            url: string;
            /** @description Which layouts are offered: `list`, `kanban`, … */
            view_props: unknown;
            /**
             * Format: uuid
             * @description The workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * PublishBody
         * @description What a board shall offer.
         * @example {
         *       "view_props": {
         *         "kanban": true,
         *         "list": true
         *       }
         *     }
         */
        PublishBody: {
            /** @description Layouts with true or false: `list`, `kanban`, `calendar`, `gantt`, `spreadsheet`. */
            view_props?: unknown;
        };
        /**
         * RefusedCertificate
         * @description Something that was not taken.
         */
        RefusedCertificate: {
            /** @description Whose it is. */
            subject: string;
            /** @description Why. */
            why: string;
        };
        /**
         * RetriedJobs
         * @description How many jobs were put back.
         */
        RetriedJobs: {
            /**
             * Format: uint64
             * @description Jobs.
             */
            count: number;
        };
        /**
         * RetryJobs
         * @description Which dead jobs to run again.
         * @example {
         *       "name": "fetch_crl"
         *     }
         */
        RetryJobs: {
            /** @description Their kind; all kinds when it is not given. */
            name?: string;
        };
        /**
         * RolePatch
         * @description Another role for somebody.
         * @example {
         *       "role": 15
         *     }
         */
        RolePatch: {
            /**
             * Format: int32
             * @description 20 admin, 15 member, 5 guest.
             */
            role: number;
        };
        /**
         * SearchResults
         * @description What a search found.
         */
        SearchResults: {
            /** @description Numbers first, then titles, the last changed first. */
            issues: components["schemas"]["FoundItem"][];
        };
        /**
         * SessionSettings
         * @description How long sessions last.
         */
        SessionSettings: {
            /**
             * Format: int64
             * @description Hours in any case.
             */
            absolute_hours: number;
            /**
             * Format: int64
             * @description Minutes without a request.
             */
            idle_minutes: number;
            /**
             * Format: uint64
             * @description How many a person may have; null for any number.
             */
            max_per_user?: number;
            /**
             * Format: uint32
             * @description Seconds before the end at which the page warns.
             */
            warn_seconds: number;
        };
        /**
         * SessionState
         * @description A session and its ends.
         */
        SessionState: {
            /**
             * Format: date-time
             * @description When the person last proved who they are.
             * @example 2026-11-23T17:05:00Z
             */
            authenticated_at: string;
            /**
             * Format: date-time
             * @description Its end in any case.
             * @example 2026-11-23T17:05:00Z
             */
            ends_at: string;
            /**
             * Format: date-time
             * @description Its end without another request.
             * @example 2026-11-23T17:05:00Z
             */
            idle_ends_at: string;
            /** @description `password`, `link`, `piv` or `oidc`. */
            method: string;
            /**
             * Format: date-time
             * @description The server's time.
             * @example 2026-11-23T17:05:00Z
             */
            now: string;
            /**
             * Format: uint32
             * @description How many seconds before the end to warn.
             */
            warn_seconds: number;
        };
        /**
         * SessionView
         * @description A browser that is signed in.
         */
        SessionView: {
            /**
             * Format: date-time
             * @description When its owner last proved who they are.
             * @example 2026-11-23T17:05:00Z
             */
            authenticated_at: string;
            /**
             * Format: date-time
             * @description Sign-in.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /** @description This is the session that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description Its end in any case.
             * @example 2026-11-23T17:05:00Z
             */
            expires_at: string;
            /**
             * Format: uuid
             * @description The session's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description The address at sign-in. */
            ip_address: string;
            /**
             * Format: date-time
             * @description Last request, to the minute.
             * @example 2026-11-23T17:05:00Z
             */
            last_seen_at: string;
            /** @description `password`, `link`, `piv` or `oidc`. */
            method: string;
            /** @description The browser's name for itself. */
            user_agent: string;
        };
        /**
         * SignedOut
         * @description Signed out here.
         */
        SignedOut: {
            /** @description Where to go to sign out of the provider too. */
            logout_url?: string;
        };
        /**
         * Snapshot
         * @description All items of a project.
         */
        Snapshot: {
            /** @description Whether the caller may change items of others. */
            can_edit: boolean;
            /** @description Where live updates go on. */
            cursor: string;
            /** @description The names of the places in an item. */
            fields: string[];
            /** @description The items: arrays in the order of `fields`. */
            items: unknown[];
            /** @description The project's labels in their order. */
            labels: components["schemas"]["SnapshotLabel"][];
            /** @description The project's people, also those who left. */
            members: components["schemas"]["SnapshotMember"][];
            /** @description The project's states in their order. */
            states: components["schemas"]["SnapshotState"][];
        };
        /**
         * SnapshotLabel
         * @description A label, as snapshots name it.
         */
        SnapshotLabel: {
            /** @description `#rrggbb`, or empty. */
            color: string;
            /**
             * Format: uuid
             * @description The label's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: uuid
             * @description The label above it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            parent?: string;
        };
        /**
         * SnapshotMember
         * @description A person, as snapshots name them.
         */
        SnapshotMember: {
            /** @description Where the picture is. */
            avatar_url?: string;
            /** @description The name to show. */
            display_name: string;
            /** @description Given name. */
            first_name: string;
            /**
             * Format: uuid
             * @description The person's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Belongs to the project now. */
            is_active: boolean;
            /** @description Family name. */
            last_name: string;
            /**
             * Format: int16
             * @description 20 admin, 15 member, 5 guest.
             */
            role: number;
        };
        /**
         * SnapshotState
         * @description A state, as snapshots name it.
         */
        SnapshotState: {
            /** @description `#rrggbb`. */
            color: string;
            /** @description New items get it. */
            default: boolean;
            /** @description What it means. */
            group: string;
            /**
             * Format: uuid
             * @description The state's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: double
             * @description Its place among the states.
             */
            sequence: number;
        };
        /**
         * State
         * @description A state.
         */
        State: {
            /** @description `#rrggbb`. */
            color: string;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Who made it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            created_by?: string;
            /** @description New items get it. */
            default: boolean;
            /**
             * Format: date-time
             * @description Always null here.
             * @example 2026-11-23T17:05:00Z
             */
            deleted_at?: string;
            /** @description What it means. */
            description: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description Where it comes from. */
            external_source?: string;
            /** @description `backlog`, `unstarted`, `started`, `completed` or `cancelled`. */
            group: string;
            /**
             * Format: uuid
             * @description The state's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Belongs to intake. */
            is_triage: boolean;
            /** @description Its name. */
            name: string;
            /**
             * Format: uuid
             * @description Its project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project: string;
            /**
             * Format: double
             * @description Its place among the states.
             */
            sequence: number;
            /** @description The name in an address. */
            slug: string;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description Who last changed it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            updated_by?: string;
            /**
             * Format: uuid
             * @description Its workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * StateInput
         * @description A state to be made, or changes to one.
         * @example {
         *       "color": "#f59e0b",
         *       "group": "started",
         *       "name": "In Review"
         *     }
         */
        StateInput: {
            /** @description `#rrggbb`; required for a new one. */
            color?: string;
            /** @description New items get it; the flag moves here from the state that had it. */
            default?: boolean;
            /** @description What it means. */
            description?: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description Where it comes from. */
            external_source?: string;
            /** @description `backlog`, `unstarted`, `started`, `completed` or `cancelled`. */
            group?: string;
            /** @description Its name; required for a new one. */
            name?: string;
            /**
             * Format: double
             * @description Its place among the states; last, when absent.
             */
            sequence?: number;
        };
        /**
         * Subscriber
         * @description Somebody who follows an item.
         */
        Subscriber: {
            /** @description The person. */
            subscriber: components["schemas"]["UserLite"] & unknown;
        };
        /**
         * Subscription
         * @description Whether one follows an item.
         */
        Subscription: {
            /** @description Whether the person who asks does. */
            subscribed: boolean;
        };
        /**
         * TestResult
         * @description How a test went.
         */
        TestResult: {
            /** @description All steps passed. */
            passed: boolean;
            /** @description What was looked at. */
            steps: components["schemas"]["TestStep"][];
        };
        /**
         * TestStep
         * @description One step of a test.
         */
        TestStep: {
            /** @description What was seen, or what to do. */
            detail: string;
            /** @description What was looked at. */
            name: string;
            /** @description Whether it is as it should be. */
            passed: boolean;
        };
        /**
         * TrustAnchor
         * @description A certificate that is trusted, and what is demanded of those below it.
         */
        TrustAnchor: {
            /** @description Certificates that name no purpose at all pass. */
            accept_absent_eku: boolean;
            /** @description Somebody unknown gets an account at once. */
            auto_provision: boolean;
            /**
             * Format: date-time
             * @description When it was added.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /** @description The ten digits at the end of a common name are an EDIPI. */
            dod: boolean;
            /** @description Counts at all. */
            enabled: boolean;
            /** @description Ends within 60 days. */
            expires_soon: boolean;
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Which identifiers count, strongest first. */
            identifier_kinds: string[];
            /** @description Policies are not translated on the way. */
            inhibit_policy_mapping: boolean;
            /** @description Issuers in whose certificates one subject name means one person. */
            issuer_group: string;
            /**
             * Format: date-time
             * @description Last second of validity.
             * @example 2026-11-23T17:05:00Z
             */
            not_after: string;
            /**
             * Format: date-time
             * @description First second of validity.
             * @example 2026-11-23T17:05:00Z
             */
            not_before: string;
            /** @description `off`, or `prefer`: the issuer's responder is asked before lists. */
            ocsp: string;
            /** @description Policies, one of which must hold. */
            policies: string[];
            /** @description The certificate must be for TLS clients. */
            require_client_auth_eku: boolean;
            /** @description `hard`, `soft` or `off`. */
            revocation: string;
            /** @description SHA-256 of the certificate. */
            sha256: string;
            /**
             * Format: int32
             * @description Soft: hours after the end of the last list.
             */
            soft_grace_hours: number;
            /**
             * Format: date-time
             * @description Soft: when the exception ends.
             * @example 2026-11-23T17:05:00Z
             */
            soft_until?: string;
            /** @description Its name. */
            subject: string;
            /** @description Under which name its identities are kept apart from others. */
            trust_domain: string;
            /** @description Domains of user principal names that its issuers may vouch for. */
            upn_suffixes: string[];
        };
        /**
         * TrustCertificate
         * @description A certificate between cards and anchors.
         */
        TrustCertificate: {
            /**
             * Format: date-time
             * @description When it was added.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /** @description Ends within 60 days. */
            expires_soon: boolean;
            /**
             * Format: uuid
             * @description Its id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Who signed it. */
            issuer: string;
            /**
             * Format: date-time
             * @description Last second of validity.
             * @example 2026-11-23T17:05:00Z
             */
            not_after: string;
            /**
             * Format: date-time
             * @description First second of validity.
             * @example 2026-11-23T17:05:00Z
             */
            not_before: string;
            /** @description Anchors that a path leads to. */
            reaches: string[];
            /** @description SHA-256 of the certificate. */
            sha256: string;
            /** @description Its name. */
            subject: string;
        };
        /**
         * TrustView
         * @description All of the trust store.
         */
        TrustView: {
            /** @description What is trusted. */
            anchors: components["schemas"]["TrustAnchor"][];
            /** @description What may stand between cards and anchors. */
            certificates: components["schemas"]["TrustCertificate"][];
            /** @description Where lists are fetched from. */
            crl_sources: components["schemas"]["CrlSource"][];
            /** @description Revocation lists. */
            crls: components["schemas"]["Crl"][];
        };
        /**
         * UnreadCount
         * @description How many notifications are unread, archived and sleeping ones apart.
         */
        UnreadCount: {
            /**
             * Format: int64
             * @description Mentions.
             */
            mention_unread_notifications_count: number;
            /**
             * Format: int64
             * @description All of them, mentions too.
             */
            total_unread_notifications_count: number;
        };
        /**
         * Unsubscribed
         * @description What was switched off.
         */
        Unsubscribed: {
            /** @description They are off. */
            done: boolean;
            /** @description The kinds of mail, separated by commas. */
            email_kind: string;
        };
        /**
         * UploadConfirmation
         * @description The confirmation that the bytes were sent.
         * @example {
         *       "is_uploaded": true
         *     }
         */
        UploadConfirmation: {
            /** @description True. */
            is_uploaded?: boolean;
        };
        /**
         * UploadData
         * @description Where to send the bytes: a form with all `fields` and then the bytes as `file`.
         */
        UploadData: {
            /** @description What the form must carry. */
            fields: components["schemas"]["UploadFields"] & unknown;
            /** @description Where to post the form. */
            url: string;
        };
        /**
         * UploadFields
         * @description The fields that a form with the bytes must carry before them.
         */
        UploadFields: {
            /** @description The announced type. */
            "Content-Type": string;
            /** @description The file's id. */
            key: string;
            /** @description Allows the upload, once. */
            token: string;
        };
        /**
         * UserLite
         * @description A person, in short.
         */
        UserLite: {
            /** @description Old name of `avatar_url`. */
            avatar: string;
            /** @description Where the picture is. */
            avatar_url?: string;
            /** @description The name to show. */
            display_name: string;
            /** @description Address; hidden from guests, null for somebody who has none. */
            email?: string;
            /** @description Given name. */
            first_name: string;
            /**
             * Format: uuid
             * @description The person's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Family name. */
            last_name: string;
        };
        /**
         * Webhook
         * @description A webhook.
         */
        Webhook: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /** @description Hears of cycles. */
            cycle: boolean;
            /**
             * Format: uuid
             * @description The webhook's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Whether messages go out. */
            is_active: boolean;
            /** @description Hears of work items. */
            issue: boolean;
            /** @description Hears of comments. */
            issue_comment: boolean;
            /** @description Hears of modules. */
            module: boolean;
            /** @description What went wrong then. */
            pause_reason?: string;
            /**
             * Format: date-time
             * @description When it was switched off because its receiver failed again and again.
             * @example 2026-11-23T17:05:00Z
             */
            paused_at?: string;
            /**
             * Format: date-time
             * @description Until then the secret before signs too.
             * @example 2026-11-23T17:05:00Z
             */
            previous_secret_until?: string;
            /** @description Hears of projects. */
            project: boolean;
            /** @description What messages are signed with: present only in the answer that makes it. */
            secret_key?: string;
            /**
             * Format: date-time
             * @description When it got another secret.
             * @example 2026-11-23T17:05:00Z
             */
            secret_rotated_at?: string;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /** @description Where messages go. */
            url: string;
            /**
             * Format: uuid
             * @description The workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * WebhookDelivery
         * @description A message to a webhook.
         */
        WebhookDelivery: {
            /** @description `created`, `updated`, `deleted` or, for a test, `ping`. */
            action: string;
            /**
             * Format: int32
             * @description How often it was tried.
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When it came up.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the receiver took it.
             * @example 2026-11-23T17:05:00Z
             */
            delivered_at?: string;
            /**
             * Format: int32
             * @description How long the last attempt took.
             */
            duration_ms?: number;
            /** @description `project`, `issue`, `cycle`, `module`, `issue_comment` or, for a test, `ping`. */
            event: string;
            /**
             * Format: uuid
             * @description Its id, which the receiver gets as `X-Plane-Delivery`.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description What went wrong the last time. */
            last_error?: string;
            /**
             * Format: date-time
             * @description When it is tried next, if what is before it has gone out by then.
             * @example 2026-11-23T17:05:00Z
             */
            next_attempt_at?: string;
            /**
             * Format: uuid
             * @description The message that it repeats.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            redelivery_of?: string;
            /**
             * Format: int32
             * @description The status of the last answer.
             */
            response_status?: number;
            /** @description `waiting`, `delivered` or `failed`. */
            state: string;
        };
        /**
         * WebhookDeliveryDetail
         * @description A message with what was sent and answered.
         */
        WebhookDeliveryDetail: {
            /** @description `created`, `updated`, `deleted` or, for a test, `ping`. */
            action: string;
            /**
             * Format: int32
             * @description How often it was tried.
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When it came up.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the receiver took it.
             * @example 2026-11-23T17:05:00Z
             */
            delivered_at?: string;
            /**
             * Format: int32
             * @description How long the last attempt took.
             */
            duration_ms?: number;
            /** @description `project`, `issue`, `cycle`, `module`, `issue_comment` or, for a test, `ping`. */
            event: string;
            /**
             * Format: uuid
             * @description Its id, which the receiver gets as `X-Plane-Delivery`.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description What went wrong the last time. */
            last_error?: string;
            /**
             * Format: date-time
             * @description When it is tried next, if what is before it has gone out by then.
             * @example 2026-11-23T17:05:00Z
             */
            next_attempt_at?: string;
            /**
             * Format: uuid
             * @description The message that it repeats.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            redelivery_of?: string;
            /** @description The body; null as long as it is not written down. */
            request_body?: string;
            /** @description Headers of the last request, without signatures. */
            request_headers?: unknown;
            /** @description The first 16 KB of the last answer's body. */
            response_body?: string;
            /** @description Headers of the last answer. */
            response_headers?: unknown;
            /**
             * Format: int32
             * @description The status of the last answer.
             */
            response_status?: number;
            /** @description `waiting`, `delivered` or `failed`. */
            state: string;
        };
        /**
         * WebhookLog
         * @description A message in the form of older clients: all texts.
         */
        WebhookLog: {
            /**
             * Format: date-time
             * @description When it came up.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Always null.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            created_by?: string;
            /**
             * Format: date-time
             * @description Always null.
             * @example 2026-11-23T17:05:00Z
             */
            deleted_at?: string;
            /** @description What happened to what kind of thing: `issue`, … */
            event_type?: string;
            /**
             * Format: uuid
             * @description The message's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description The body. */
            request_body?: string;
            /** @description Headers of the last request as JSON. */
            request_headers?: string;
            /** @description Always `POST`. */
            request_method?: string;
            /** @description The beginning of the last answer's body, or what went wrong. */
            response_body?: string;
            /** @description Headers of the last answer as JSON. */
            response_headers?: string;
            /** @description The status of the last answer. */
            response_status?: string;
            /**
             * Format: int32
             * @description Attempts after the first.
             */
            retry_count: number;
            /**
             * Format: date-time
             * @description When it last changed, as far as is known.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description Always null.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            updated_by?: string;
            /**
             * Format: uuid
             * @description The webhook.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            webhook: string;
            /**
             * Format: uuid
             * @description The workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * WebhookPatchBody
         * @description What may be changed about a webhook; absent parts stay.
         * @example {
         *       "is_active": true,
         *       "issue_comment": false
         *     }
         */
        WebhookPatchBody: {
            /** @description Hears of cycles. */
            cycle?: boolean;
            /** @description Whether messages go out. True ends a pause. */
            is_active?: boolean;
            /** @description Hears of work items. */
            issue?: boolean;
            /** @description Hears of comments. */
            issue_comment?: boolean;
            /** @description Hears of modules. */
            module?: boolean;
            /** @description Hears of projects. */
            project?: boolean;
            /** @description Where messages go; https only. */
            url?: string;
        };
        /**
         * WorkItem
         * @description A work item.
         */
        WorkItem: {
            /**
             * Format: naive-date
             * @description When it was put away.
             */
            archived_at?: string;
            /** @description Who works on it. */
            assignees: string[];
            /**
             * Format: date-time
             * @description When it was completed.
             * @example 2026-11-23T17:05:00Z
             */
            completed_at?: string;
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Who made it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            created_by?: string;
            /**
             * Format: date-time
             * @description Always null here.
             * @example 2026-11-23T17:05:00Z
             */
            deleted_at?: string;
            /** @description Not used. */
            description_binary?: string;
            /** @description Its description: sanitised HTML. */
            description_html: string;
            /**
             * Format: uuid
             * @description Not used yet.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            estimate_point?: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description Where it comes from. */
            external_source?: string;
            /**
             * Format: uuid
             * @description The item's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Not shown in lists. */
            is_draft: boolean;
            /** @description Its labels. */
            labels: string[];
            /** @description Its title. */
            name: string;
            /**
             * Format: uuid
             * @description The item above it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            parent?: string;
            /**
             * Format: int32
             * @description Points of old clients.
             */
            point?: number;
            /** @description `urgent`, `high`, `medium`, `low` or `none`. */
            priority: string;
            /**
             * Format: uuid
             * @description Its project.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            project: string;
            /** @description Free fields. */
            properties: unknown;
            /**
             * Format: int32
             * @description The number in its key.
             */
            sequence_id: number;
            /**
             * Format: double
             * @description Its place in the manual order.
             */
            sort_order: number;
            /**
             * Format: naive-date
             * @description When work starts.
             */
            start_date?: string;
            /**
             * Format: uuid
             * @description Its state.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            state?: string;
            /**
             * Format: naive-date
             * @description When it is due.
             */
            target_date?: string;
            /**
             * Format: uuid
             * @description Not used yet.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            type?: string;
            /**
             * Format: uuid
             * @description Not used yet.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            type_id?: string;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description Who last changed it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            updated_by?: string;
            /**
             * Format: uuid
             * @description Its workspace.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            workspace: string;
        };
        /**
         * WorkItemInput
         * @description A work item to be made, or changes to one.
         * @example {
         *       "description_html": "<p>Before the certificate ends.</p>",
         *       "name": "Rotate the signing keys",
         *       "priority": "high",
         *       "target_date": "2026-12-01"
         *     }
         */
        WorkItemInput: {
            /**
             * Format: naive-date
             * @description Put away.
             */
            archived_at?: string;
            /** @description All who work on it: members of the project. */
            assignees?: string[];
            /**
             * Format: date-time
             * @description When it was made elsewhere; new items only.
             */
            created_at?: string;
            /** @description Its description; sanitised. */
            description_html?: string;
            /** @description Its id there. */
            external_id?: string;
            /** @description Where it comes from. */
            external_source?: string;
            /** @description Not shown in lists. */
            is_draft?: boolean;
            /** @description All its labels. */
            labels?: string[];
            /** @description Its place in the manual order, by its neighbours. */
            move?: components["schemas"]["MoveInput"] & unknown;
            /** @description Its title; required for a new one. */
            name?: string;
            /**
             * Format: uuid
             * @description Another item of the project; null for none.
             */
            parent?: string;
            /**
             * Format: int32
             * @description Points of old clients.
             */
            point?: number;
            /** @description `urgent`, `high`, `medium`, `low` or `none`. */
            priority?: string;
            /** @description Free fields, merged over the present ones; null removes a key. */
            properties?: unknown;
            /**
             * Format: double
             * @description Its place in the manual order.
             */
            sort_order?: number;
            /**
             * Format: naive-date
             * @description When work starts.
             */
            start_date?: string;
            /**
             * Format: uuid
             * @description A state of the project.
             */
            state?: string;
            /**
             * Format: naive-date
             * @description When it is due.
             */
            target_date?: string;
        };
        /**
         * Workspace
         * @description A workspace.
         */
        Workspace: {
            /**
             * Format: date-time
             * @description When it was made.
             * @example 2026-11-23T17:05:00Z
             */
            created_at: string;
            /**
             * Format: uuid
             * @description The workspace's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Where the logo is. */
            logo_url?: string;
            /** @description Its name. */
            name: string;
            /** @description How many people the organisation has, in words. */
            organization_size?: string;
            /**
             * Format: uuid
             * @description Who owns it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            owner: string;
            /**
             * Format: int16
             * @description The caller's role in it: 20, 15 or 5.
             */
            role: number;
            /** @description Its address. */
            slug: string;
            /** @description IANA time zone. */
            timezone: string;
            /**
             * Format: uint64
             * @description People in it.
             */
            total_members: number;
            /**
             * Format: uint64
             * @description Projects in it.
             */
            total_projects: number;
            /**
             * Format: date-time
             * @description When it last changed.
             * @example 2026-11-23T17:05:00Z
             */
            updated_at: string;
        };
        /**
         * WorkspaceMember
         * @description A person with their place in the workspace.
         */
        WorkspaceMember: {
            /** @description Old name of `avatar_url`. */
            avatar: string;
            /** @description Where the picture is. */
            avatar_url?: string;
            /** @description The name to show. */
            display_name: string;
            /** @description Address; hidden from guests. */
            email?: string;
            /** @description Given name. */
            first_name: string;
            /**
             * Format: uuid
             * @description The person's id.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            id: string;
            /** @description Belongs to the workspace now. */
            is_active: boolean;
            /**
             * Format: date-time
             * @description When the person joined.
             * @example 2026-11-23T17:05:00Z
             */
            joined_at: string;
            /** @description Family name. */
            last_name: string;
            /**
             * Format: uuid
             * @description The membership's id, for changing or ending it.
             * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
             */
            membership_id: string;
            /**
             * Format: int16
             * @description 20 admin, 15 member, 5 guest.
             */
            role: number;
        };
        /**
         * WorkspacePatch
         * @description What may be changed about a workspace.
         * @example {
         *       "name": "Department of the Treasury",
         *       "timezone": "America/New_York"
         *     }
         */
        WorkspacePatch: {
            /** @description Its name. */
            name?: string;
            /** @description How many people the organisation has, in words. */
            organization_size?: string;
            /** @description IANA time zone. */
            timezone?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    download_board_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The published board.
                 * @example 0f8fad5bd9cb469fa16570867728950e
                 */
                anchor: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The client has them already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_board_items: {
        parameters: {
            query?: {
                /** @description Which page. */
                cursor?: string;
                /** @description Ids of labels, with commas. */
                labels?: string;
                /**
                 * @description `created_at`, `updated_at`, `sort_order`, `sequence_id`, `name`, `priority`,
                 *     `start_date` or `target_date`, with `-` for descending; `-created_at` when absent.
                 */
                order_by?: string;
                /** @description Work items a page, 1 to 1000. */
                per_page?: number;
                /** @description Priorities, with commas. */
                priority?: string;
                /** @description Part of the title. */
                search?: string;
                /** @description Ids of states, with commas. */
                state?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The published board.
                 * @example 0f8fad5bd9cb469fa16570867728950e
                 */
                anchor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BoardItem"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_board_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The published board.
                 * @example 0f8fad5bd9cb469fa16570867728950e
                 */
                anchor: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardItemDetail"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_board_labels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The published board.
                 * @example 0f8fad5bd9cb469fa16570867728950e
                 */
                anchor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardLabel"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_board_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The published board.
                 * @example 0f8fad5bd9cb469fa16570867728950e
                 */
                anchor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardMember"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_board_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The published board.
                 * @example 0f8fad5bd9cb469fa16570867728950e
                 */
                anchor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardProject"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_board_settings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The published board.
                 * @example 0f8fad5bd9cb469fa16570867728950e
                 */
                anchor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardSettings"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_board_states: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The published board.
                 * @example 0f8fad5bd9cb469fa16570867728950e
                 */
                anchor: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardState"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unsubscribe: {
        parameters: {
            query?: {
                /** @description The token of the mail's link. */
                token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unsubscribed"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_instance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_instance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["InstancePatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Instance"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit_entries: {
        parameters: {
            query?: {
                /** @description The beginning of an action: `sign_in` finds `sign_in.password`. */
                action?: string;
                /** @description A person's id, or part of their name or address. */
                actor?: string;
                cursor?: string;
                /** @description From this time on. */
                from?: string;
                /** @description An object's id, its kind, or part of its name. */
                object?: string;
                /** @description `success` or `failure`. */
                outcome?: string;
                per_page?: number;
                /** @description Part of any text of the entry. */
                search?: string;
                /** @description Before this time. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AuditEntry"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit_actions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    download_audit_log: {
        parameters: {
            query?: {
                /** @description `jsonl` or `cef`. */
                format?: string;
                /** @description From this time on. */
                from?: string;
                /** @description Before this time. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry a line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify_audit_log: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditReport"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_authentication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authentication"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_authentication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["AuthenticationPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authentication"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview_certificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["CertificateText"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificatePreview"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_authentication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["MethodTest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResult"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_jobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Jobs"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Their kind. */
                name?: string;
                per_page?: number;
                /** @description `ready`, `running` or `dead`; dead when it is not given. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Job"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_dead_jobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["RetryJobs"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetriedJobs"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_mail_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailSettings"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_mail_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["MailSettingsPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailSettings"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_mails: {
        parameters: {
            query?: {
                cursor?: string;
                per_page?: number;
                /** @description `waiting`, `sent` or `failed`. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LoggedMail"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_mail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["MailTest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResult"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_oidc_providers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OidcProvider"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_oidc_provider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewOidcProvider"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OidcProvider"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_oidc_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_oidc_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["OidcProviderPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OidcProvider"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotate_oidc_provider_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OidcProvider"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_oidc_provider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                provider_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OidcTest"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_schedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                schedule: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_up_instance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewInstance"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trust: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustView"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_trust_anchor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["AnchorInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustAnchor"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_trust_anchor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                trust_anchor_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_trust_anchor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                trust_anchor_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["AnchorInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustAnchor"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_trust_certificates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["BundleText"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddedCertificates"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_trust_certificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                trust_certificate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_crl_source: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewCrlSource"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrlSource"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_crl_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                crl_source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh_crl_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                crl_source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrlSource"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_crl: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Crl"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_crl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                crl_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inspect_trust_bundle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["BundleText"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectedBundle"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_instance_users: {
        parameters: {
            query?: {
                cursor?: string;
                per_page?: number;
                /** @description Part of a name or address. */
                search?: string;
                /** @description `active`, `inactive`, `pending` or `all`. */
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InstanceUser"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_instance_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInstanceUser"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_instance_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["AccountPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceUser"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approve_instance_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstanceUser"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    block_user_card: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                card_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unblock_user_card: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                card_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_user_identities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identities"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_user_identity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                identity_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_reset_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTimeLink"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out_instance_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_instance_workspaces: {
        parameters: {
            query?: {
                cursor?: string;
                per_page?: number;
                /** @description Part of a name or slug. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InstanceWorkspace"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_instance_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewWorkspace"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upload_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["MePatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_my_api_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiToken"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_my_api_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewApiToken"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiToken"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_my_api_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    block_my_card: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                card_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_my_identities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Identities"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_my_identity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                identity_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_notification_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPreferences"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_notification_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NotificationPreferencesPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPreferences"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_my_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_my_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_my_other_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_my_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_workspaces: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewWorkspace"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["WorkspacePatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewAsset"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncedAsset"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                asset_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Asset"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_asset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                asset_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["UploadConfirmation"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    download_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                file_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The client has them already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_invitations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invite"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewInvite"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invite"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                invitation_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_workspace_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceMember"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_workspace_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                membership_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_workspace_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                membership_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["RolePatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceMember"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leave_workspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_projects: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description `sort_order`, `name` or `created_at`; a leading minus reverses. */
                order_by?: string;
                per_page?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Project"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["ProjectInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["ProjectInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    join_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_labels: {
        parameters: {
            query?: {
                cursor?: string;
                per_page?: number;
            };
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Label"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_label: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["LabelInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_label: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                label_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_label: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                label_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_label: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                label_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["LabelInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_project_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectMember"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_project_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewProjectMember"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectMembership"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_project_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                membership_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_project_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                membership_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["RolePatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectMembership"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leave_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_publication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publish"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publish_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["PublishBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publish"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unpublish_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_publication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["PublishBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publish"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_snapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_states: {
        parameters: {
            query?: {
                cursor?: string;
                per_page?: number;
            };
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_State"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["StateInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["State"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                state_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["State"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                state_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                state_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["StateInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["State"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_work_items: {
        parameters: {
            query?: {
                /** @description Ids of people or `none`, separated by commas. */
                assignees?: string;
                /** @description Made on or after this day. */
                created_after?: string;
                /** @description Made on or before this day. */
                created_before?: string;
                cursor?: string;
                /**
                 * @description Objects in place of ids: `state`, `assignees`, `labels`, `parent`, `project`,
                 *     `workspace`, `created_by`, `updated_by`.
                 */
                expand?: string;
                /** @description The item's id in an outside source. */
                external_id?: string;
                /** @description That source. */
                external_source?: string;
                /** @description Only these keys of each item, separated by commas. */
                fields?: string;
                /** @description Ids of labels or `none`, separated by commas. */
                labels?: string;
                /**
                 * @description `created_at`, `updated_at`, `sequence_id`, `sort_order`, `name`, `priority`, `start_date`,
                 *     `target_date`, `completed_at`, `state__group`, `labels__name` or
                 *     `assignees__first_name`; a leading minus reverses.
                 */
                order_by?: string;
                per_page?: number;
                /** @description Priorities, separated by commas. */
                priority?: string;
                /** @description Part of the title. */
                search?: string;
                /** @description Ids of states, separated by commas. */
                state?: string;
                /** @description Groups of states, separated by commas. */
                state_group?: string;
                /** @description Due on or after this day. */
                target_after?: string;
                /** @description Due on or before this day. */
                target_before?: string;
            };
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WorkItem"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_work_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["WorkItemInput"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkItem"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_work_item: {
        parameters: {
            query?: {
                expand?: string;
                fields?: string;
            };
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkItem"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_work_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_work_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["WorkItemInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkItem"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_activities: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description `created_at` or `-created_at`. */
                order_by?: string;
                per_page?: number;
            };
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Activity"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_attachments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_attachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewAttachment"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnouncedAttachment"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_attachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                attachment_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file is at `Location`. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_attachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                attachment_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_attachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                attachment_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["UploadConfirmation"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_comments: {
        parameters: {
            query?: {
                /** @description Which page. */
                cursor?: string;
                /** @description `created_at`, or `-created_at` (the default) for the newest first. */
                order_by?: string;
                /** @description Comments a page, 1 to 1000. */
                per_page?: number;
            };
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Comment"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewCommentBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                comment_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                comment_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                comment_id: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["CommentPatchBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    subscribe_to_work_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_subscribers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                project_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                work_item_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscriber"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_notifications: {
        parameters: {
            query?: {
                /** @description Those that were put away, instead of those that were not. */
                archived?: boolean;
                /** @description Which page. */
                cursor?: string;
                /** @description Only mentions. */
                mentioned?: boolean;
                /** @description Notifications a page, 1 to 1000. */
                per_page?: number;
                /** @description Only those that were read, or only those that were not. */
                read?: boolean;
                /** @description Those that sleep, instead of those that do not. */
                snoozed?: boolean;
                /** @description A list of `assigned`, `created` and `subscribed`, with commas: what I am to the item. */
                type?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Notification"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                notification_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                notification_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                notification_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NotificationPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                notification_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restore_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                notification_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mark_notification_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                notification_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mark_notification_unread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                notification_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mark_all_notifications_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["MarkAllRead"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_unread_count: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreadCount"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhook_logs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookLog"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"][];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["WebhookPatchBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhook_deliveries: {
        parameters: {
            query?: {
                /** @description Which page. */
                cursor?: string;
                /** @description Messages a page, 1 to 1000. */
                per_page?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WebhookDelivery"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_webhook_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                delivery_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryDetail"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeliver_webhook_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                delivery_id: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    regenerate_webhook_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
                /**
                 * @description An id.
                 * @example 01936f5e-8c2a-7b1e-9f3d-2a4b6c8d0e1f
                 */
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_work_item_by_key: {
        parameters: {
            query?: {
                expand?: string;
                fields?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The work item, by its key.
                 * @example IDP-42
                 */
                key: string;
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkItem"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search_work_items: {
        parameters: {
            query?: {
                /** @description At most this many; 10 when absent, 100 at most. */
                limit?: number;
                /** @description Only in this project. */
                project_id?: string;
                /** @description Part of a title, or a number. */
                search?: string;
                /** @description Whether to look in all projects, whatever `project_id` says. */
                workspace_search?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The workspace, by its slug.
                 * @example treasury
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResults"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_break_glass_page: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The token of a one-time link.
                 * @example …
                 */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html; charset=utf-8": string;
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    use_break_glass_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The token of a one-time link.
                 * @example …
                 */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Go on to `Location`. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_invitation_by_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The token of a one-time link.
                 * @example …
                 */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The token of a one-time link.
                 * @example …
                 */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["InvitedAccount"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    request_magic_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["MagicLinkWish"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeem_magic_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["MagicLinkToken"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sign_in_methods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Methods"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_notice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["AcceptedNotice"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_password_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The token of a one-time link.
                 * @example …
                 */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordLink"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    use_password_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The token of a one-time link.
                 * @example …
                 */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["ChosenPassword"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    request_password_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["PasswordResetWish"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    extend_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionState"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
            /** @description A field or a rule is broken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not here, or not for you. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Exists already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
