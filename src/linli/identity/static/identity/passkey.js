// Shows what needs passkeys only where the browser has them, and says when one did not answer.
(function () {
  'use strict'
  const able = typeof window.PublicKeyCredential === 'function'
  document.querySelectorAll('[data-passkey]').forEach((part) => { part.hidden = !able })
  document.querySelectorAll('[data-passkey-missing]').forEach((part) => { part.hidden = able })
  document.addEventListener('allauth.error', (event) => {
    event.preventDefault()
    document.querySelectorAll('[data-passkey-error]').forEach((part) => { part.hidden = false })
  })
})()
