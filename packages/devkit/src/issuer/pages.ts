import { type Role, roles } from '@pmp/contracts/role';
import { type Persona, personas, roleAbilities } from '../personas.ts';
import { pageStyle } from './page-style.ts';
import type { Page } from './reply.ts';

const roleNames: Readonly<Record<Role, string>> = {
  homeowner: 'Homeowner',
  contractor: 'Contractor',
  official: 'City official',
};

/** One stroke icon a role, drawn in the text's colour: a house, a hammer, a town hall. */
const roleIcons: Readonly<Record<Role, string>> = {
  homeowner: 'M3 11.5 12 4l9 7.5M5.5 10v10h13V10M10 20v-5.5h4V20',
  contractor: 'M4.5 19.5l8-8M9.5 8.5l6 6 4.5-4.5-2.5-.5-3-3-.5-2.5z',
  official: 'M4 9.5 12 4l8 5.5M4 9.5h16M6 9.5V18M10 9.5V18M14 9.5V18M18 9.5V18M3.5 20.5h17M4.5 18h15',
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

const layout =
  (title: string, body: string): Page =>
  (nonce) =>
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escape(title)} · Property Maintenance Platform</title>
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

/** The login screen: everybody of the demo city, grouped by role, one button each. */
export function personaPage(action: string): Page {
  return layout(
    'Choose who you are',
    `<header>
<p class="eyebrow">Property Maintenance Platform · local demo</p>
<h1>Who are you today?</h1>
<p class="lead">Pick a person to sign in as. There are no passwords: these people exist on this machine only.</p>
</header>
<form method="post" action="${escape(action)}">
<div class="roles">
${roles.map(roleSection).join('\n')}
</div>
<p class="foot"><button class="quiet" name="cancel" value="1">Cancel and go back</button></p>
</form>`,
  );
}

function roleSection(role: Role): string {
  const people = personas.filter((one) => one.role === role);
  return `<section class="role ${role}" aria-labelledby="role-${role}">
<h2 id="role-${role}"><svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${roleIcons[role]}"/></svg>${roleNames[role]}</h2>
<p class="can" id="can-${role}">${escape(roleAbilities[role])}</p>
<ul>
${people.map(personButton).join('\n')}
</ul>
</section>`;
}

function personButton({ key, name, role, description }: Persona): string {
  const initials = name
    .split(' ')
    .map((part) => part.charAt(0))
    .join('');
  return `<li><button class="person" name="persona" value="${key}" aria-describedby="can-${role}">
<span class="badge" aria-hidden="true">${escape(initials)}</span>
<span class="who"><span class="name">${escape(name)}</span><span class="unseen">, ${roleNames[role]}. </span>
<span class="about">${escape(description)}</span></span>
<span class="go" aria-hidden="true">→</span>
</button></li>`;
}

/** A page for what a browser cannot go on from: an expired sign-in, a wrong address, a refused request. */
export function problemPage(title: string, text: string): Page {
  return layout(
    'Sign-in problem',
    `<header><p class="eyebrow">Local sign-in</p><h1>${escape(title)}</h1><p class="lead">${escape(text)}</p></header>`,
  );
}

export function signedOutPage(): Page {
  return layout(
    'Signed out',
    `<header><p class="eyebrow">Local sign-in</p><h1>You are signed out</h1><p class="lead">You can close this page.</p></header>`,
  );
}
